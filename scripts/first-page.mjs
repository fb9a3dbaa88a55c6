// Opens Fresnel's first pages as a browser does, at the address it printed, and ends when they are complete: the clusters,
// then all pods. For rehearsals.
import { get } from "node:http";
import { randomBytes } from "node:crypto";

const address = new URL(process.argv[2]);
setTimeout(() => fail("the pages did not become complete in two minutes"), 120_000).unref();

get(address, (welcome) => {
  const cookie = welcome.headers["set-cookie"]?.[0]?.split(";")[0];
  if (cookie === undefined) {
    fail(`the address was refused: ${welcome.statusCode}`);
  }
  welcome.resume();
  const visitor = { Cookie: cookie };
  get(address.origin, { headers: visitor }, (page) => page.resume());
  get(`${address.origin}/api/connect`, {
    headers: {
      ...visitor,
      Origin: address.origin,
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
    },
  }).on("upgrade", (_, socket, head) => visit(socket, head));
});

function visit(socket, head) {
  const say = (message) => socket.write(frame(JSON.stringify(message)));
  const hear = listener((message) => {
    if (message.type === "failure") {
      fail(JSON.stringify(message));
    }
    const clusters = message.data?.clusters;
    if (message.id === 1 && clusters?.length > 0 && clusters.every((cluster) => cluster.pods !== null)) {
      const names = clusters.map((cluster) => cluster.name);
      const window = { query: "", sort: null, offset: 0, limit: 100, columns: null };
      const view = { type: "table", clusters: names, namespaces: [], resource: "pods", ...window };
      say({ type: "close", id: 1 });
      say({ type: "open", id: 2, view });
    }
    if (message.id === 2 && message.data?.sources?.every((source) => source.state.type === "live")) {
      process.exit(0);
    }
  });
  socket.on("data", hear);
  socket.on("close", () => fail("the connection was closed"));
  say({ type: "hello", protocol: 1, language: "en" });
  say({ type: "open", id: 1, view: { type: "home" } });
  hear(head);
}

/** A text frame, masked as a client's must be. */
function frame(text) {
  const body = Buffer.from(text);
  const mask = randomBytes(4);
  const size = body.length < 126 ? [0x80 | body.length] : [0xfe, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([0x81, ...size]), mask, body.map((byte, i) => byte ^ mask[i % 4])]);
}

/** Takes bytes, and tells each message of a server (whose frames are not masked) once it is complete. */
function listener(tell) {
  let bytes = Buffer.alloc(0);
  let text = Buffer.alloc(0);
  return (more) => {
    bytes = Buffer.concat([bytes, more]);
    while (bytes.length >= 2) {
      const short = bytes[1] & 0x7f;
      const start = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (bytes.length < start) {
        return;
      }
      const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
      if (bytes.length < start + size) {
        return;
      }
      const [first, body] = [bytes[0], bytes.subarray(start, start + size)];
      bytes = bytes.subarray(start + size);
      if ((first & 0x0f) === 8) {
        fail(`the server closed the connection: ${body.subarray(2)}`);
      }
      if ((first & 0x0f) < 2) {
        text = Buffer.concat([text, body]);
        if (first & 0x80) {
          const message = text.toString();
          text = Buffer.alloc(0);
          tell(JSON.parse(message));
        }
      }
    }
  };
}

function fail(why) {
  console.error(`first-page: ${why}`);
  process.exit(1);
}
