const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24;
const YEAR = 365 * DAY;

/**
 * A length of time as kubectl prints ages, by the rules of `HumanDuration` in k8s.io/apimachinery/pkg/util/duration:
 * two units while they matter, one when they no longer do.
 *
 * @param millis the length; a little below zero counts as now, as clocks differ
 */
export function humanDuration(millis: number): string {
  const seconds = Math.trunc(millis / SECOND);
  if (seconds < -1) {
    return "<invalid>";
  }
  if (seconds < 0) {
    return "0s";
  }
  if (seconds < 120) {
    return `${seconds}s`;
  }
  const minutes = Math.trunc(millis / MINUTE);
  if (minutes < 10) {
    return two(minutes, "m", seconds % 60, "s");
  }
  if (minutes < 180) {
    return `${minutes}m`;
  }
  const hours = Math.trunc(millis / HOUR);
  if (hours < 8) {
    return two(hours, "h", minutes % 60, "m");
  }
  if (hours < 2 * DAY) {
    return `${hours}h`;
  }
  const days = Math.trunc(hours / DAY);
  if (hours < 8 * DAY) {
    return two(days, "d", hours % DAY, "h");
  }
  if (hours < 2 * YEAR) {
    return `${days}d`;
  }
  const years = Math.trunc(hours / YEAR);
  return hours < 8 * YEAR ? two(years, "y", days % 365, "d") : `${years}y`;
}

/** Clocks differ by so much, in milliseconds: what is no further ahead is now. */
const DIFFERENCE = 2 * SECOND;

/** Whether a moment is still to come. */
export function isAhead(at: number, now: number): boolean {
  return at - now > DIFFERENCE;
}

/** How far a moment is from now, whichever way. */
export function distance(at: number, now: number): string {
  return humanDuration(isAhead(at, now) ? at - now : Math.max(0, now - at));
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`;
}
