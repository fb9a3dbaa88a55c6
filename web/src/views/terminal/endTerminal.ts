import type { Connection } from "../../protocol/connection";
import type { TerminalPlace } from "../../shell/terminalPlace";

/** Ends a terminal on the server, whether it is being looked at or not. */
export function endTerminal(connection: Connection, place: TerminalPlace): void {
  const { session, ref, target, container, mode } = place;
  const view = connection.views.open<"terminal">({
    type: "terminal",
    session,
    fresh: false,
    ref,
    target,
    container,
    mode,
    columns: 80,
    rows: 24,
  });
  view.act({ type: "end" });
  view.close();
}
