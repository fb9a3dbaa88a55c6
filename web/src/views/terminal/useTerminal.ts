import { type RefObject, useEffect, useRef, useState } from "react";
import type { ServerMessageFailure, TerminalData } from "../../protocol/generated/messages";
import { useConnection } from "../../protocol/useView";
import type { View } from "../../protocol/views";
import type { TerminalPlace } from "../../shell/terminalPlace";
import { createScreen, type Screen, type ScreenHost } from "./screen";

/** How much is drawn before the server is told. */
const TELL_EACH = 32 * 1024;

export interface TerminalState {
  readonly data: TerminalData | null;
  readonly failure: ServerMessageFailure | null;
  readonly screen: Screen | null;
}

/**
 * A terminal of the server's on a screen of ours, for as long as the component is mounted. Data and bytes come in the server's
 * order, so they are taken as they come and not when something is drawn.
 *
 *     const { data, screen } = useTerminal(place, element, { label, onFind, onLeave });
 */
export function useTerminal(
  place: TerminalPlace,
  element: RefObject<HTMLDivElement | null>,
  host: Pick<ScreenHost, "label" | "onFind" | "onLeave">,
): TerminalState {
  const connection = useConnection();
  const [state, setState] = useState<TerminalState>({ data: null, failure: null, screen: null });
  const latest = useRef(host);
  latest.current = host;
  const opening = useRef(place);

  useEffect(() => {
    if (element.current === null) {
      return;
    }
    let view: View<TerminalData> | null = null;
    const screen = createScreen(element.current, {
      label: latest.current.label,
      onTyped: (bytes) => view?.type(bytes),
      onSize: (columns, rows) => view?.act({ type: "resize", columns, rows }),
      onFind: () => latest.current.onFind(),
      onLeave: () => latest.current.onLeave(),
    });
    const { session, fresh, ref, target, container, mode } = opening.current;
    const request = { type: "terminal", session, fresh, ref, target, container, mode } as const;
    const opened = connection.views.open<"terminal">({
      ...request,
      columns: screen.columns,
      rows: screen.rows,
    });
    view = opened;
    let replay = 0;
    let drawn = 0;
    let told = 0;
    const look = () => {
      const { data, failure } = opened.get();
      if (data !== null && data.replay !== replay) {
        screen.reset();
        replay = data.replay;
        drawn = 0;
        told = 0;
        // What is asked for anew after a lost connection is this terminal and never another.
        opened.adjust({ ...request, fresh: false, columns: screen.columns, rows: screen.rows });
      }
      setState({ data, failure, screen });
    };
    const stopLooking = opened.subscribe(look);
    const stopListening = opened.listen((bytes) => {
      const of = replay;
      screen.write(bytes, () => {
        if (of === replay) {
          drawn += bytes.length;
          if (drawn - told >= TELL_EACH) {
            told = drawn;
            opened.act({ type: "took", replay, bytes: drawn });
          }
        }
      });
    });
    look();
    return () => {
      stopLooking();
      stopListening();
      opened.close();
      screen.destroy();
    };
  }, [connection, element]);
  return state;
}
