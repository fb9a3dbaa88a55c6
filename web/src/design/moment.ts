const pad = (value: number, length = 2) => String(value).padStart(length, "0");

/** A moment in the person's own time zone, the same length always: `2026-11-22 14:02:11`. */
export function formatMoment(at: number): string {
  const date = new Date(at);
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${formatClock(at)}`;
}

/** The time of day alone: `14:02:11`. */
export function formatClock(at: number): string {
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}
