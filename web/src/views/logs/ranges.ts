import type { LogPlace } from "../../shell/logPlace";

/** How far back logs are read. */
export const RANGES = [
  { id: "tail1000", since: null, tail: 1000 },
  { id: "tail10000", since: null, tail: 10_000 },
  { id: "minutes5", since: 300, tail: null },
  { id: "hour", since: 3600, tail: null },
  { id: "day", since: 86_400, tail: null },
  { id: "all", since: null, tail: null },
] as const;

/** The range of a place; one that is none of these was typed into the address, and is called by the nearest. */
export function rangeOf({ since, tail }: Pick<LogPlace, "since" | "tail">): (typeof RANGES)[number]["id"] {
  const exact = RANGES.find((range) => range.since === since && range.tail === tail);
  if (exact !== undefined) {
    return exact.id;
  }
  return since !== null ? "hour" : tail === null ? "all" : "tail1000";
}
