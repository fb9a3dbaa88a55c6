import { Clock } from "./clock";
import { Connection, type Socket } from "./connection";

/** A path of the server's, relative to its base URL. */
export function serverUrl(path: string): URL {
  return new URL(path, document.baseURI);
}

/** The connection of this tab to the server that served the page. */
export function connectFromBrowser(language: string): Connection {
  const address = serverUrl("api/connect");
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const connection = new Connection(
    {
      connect: () => {
        const socket = new WebSocket(address);
        socket.binaryType = "arraybuffer";
        return socket as unknown as Socket;
      },
      accepted: async () => {
        try {
          return (await fetch(serverUrl("api/connect"), { cache: "no-store" })).status !== 401;
        } catch {
          return true; // not reached at all: that is a lost connection, not a refusal
        }
      },
      now: () => performance.now(),
      later: (run, millis) => {
        const timer = setTimeout(run, millis);
        return () => clearTimeout(timer);
      },
      chance: Math.random,
    },
    new Clock(),
    language,
  );
  addEventListener("online", () => connection.retryNow());
  const attend = () => connection.attend(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", attend);
  attend();
  connection.start();
  return connection;
}
