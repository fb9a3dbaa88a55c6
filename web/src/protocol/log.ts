import type { LogData, LogDataTail } from "./generated/messages";
import { UnfitDelta } from "./table";

/** The log's window after a change. Lines that were in it stay the same objects, so that only new ones are drawn. */
export function applyTail(log: LogData, tail: LogDataTail): LogData {
  const known = new Map(log.lines.map((line) => [line.id, line]));
  for (const line of tail.lines) {
    known.set(line.id, line);
  }
  const lines = tail.order.map((id) => {
    const line = known.get(id);
    if (line === undefined) {
      throw new UnfitDelta(`The change names line ${id}, which is neither in it nor in the window.`);
    }
    return line;
  });
  return { ...log, head: tail.head ?? log.head, offset: tail.offset, lines };
}
