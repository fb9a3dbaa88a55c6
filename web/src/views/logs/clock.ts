import { formatClock } from "../../design/moment";

/** The time of day to the millisecond, in the person's own time zone. */
export function clockOf(at: number): string {
  return `${formatClock(at)}.${String(at % 1000).padStart(3, "0")}`;
}
