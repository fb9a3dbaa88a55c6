import { createContext, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Connection, LinkState } from "./connection";
import type { ServerMessageFailure, ViewRequest } from "./generated/messages";
import { type DataOf, NOTHING_YET, type View, type ViewState } from "./views";

export const ConnectionContext = createContext<Connection | null>(null);

/** The connection of this tab. */
export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (connection === null) {
    throw new Error("useConnection needs a ConnectionContext around it.");
  }
  return connection;
}

/** How the way to the server is. */
export function useLink(): LinkState {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, () => connection.state);
}

/** What the server last said about the connection as a whole. */
export function useConnectionFailure(): ServerMessageFailure | null {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, () => connection.failure);
}

const nothing = () => NOTHING_YET;
const never = () => () => {};

/**
 * Subscribes to a view for as long as the component is mounted, and adjusts it when the request changes:
 *
 *     const { data, failure } = useView({ type: "details", ref });
 *
 * Until the answer to an adjustment comes, `data` is what was there before. Where that would be wrong, because it is
 * about something else, give the component a `key`. With null nothing is asked.
 */
export function useView<T extends ViewRequest["type"]>(
  request: Extract<ViewRequest, { type: T }> | null,
): ViewState<DataOf[T]> & { readonly view: View<DataOf[T]> | null } {
  const connection = useConnection();
  const latest = useRef(request);
  latest.current = request;
  const [view, setView] = useState<View<DataOf[T]> | null>(null);
  const wanted = request !== null;

  useEffect(() => {
    if (!wanted || latest.current === null) {
      return;
    }
    const opened = connection.views.open<T>(latest.current);
    setView(opened);
    return () => {
      opened.close();
      setView(null);
    };
  }, [connection, wanted]);

  useEffect(() => {
    if (request !== null) {
      view?.adjust(request); // the same again is not sent
    }
  });

  const state = useSyncExternalStore<ViewState<DataOf[T]>>(view?.subscribe ?? never, view?.get ?? nothing);
  return { ...state, view };
}
