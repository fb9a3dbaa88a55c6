const SHORTEST_TAIL = 4;
const LONGEST_TAIL = 12;
const TAIL = 6;

/** A name cut in the middle to so many characters at most. */
export function shorten(name: string, length: number): string {
  if (name.length <= length) {
    return name;
  }
  const [head, tail] = splitName(name);
  const room = length - 1 - tail.length;
  return room < 1 ? name : `${Array.from(head).slice(0, room).join("")}…${tail}`;
}

/**
 * A name in two parts, so that CSS can shorten it in the middle: the end is what tells siblings apart. It is cut at the
 * last dash where that leaves a handy end, else a few characters before the end, and never within a character.
 */
export function splitName(name: string): [head: string, tail: string] {
  const chars = Array.from(name);
  if (chars.length <= TAIL * 2) {
    return [name, ""];
  }
  const dash = chars.lastIndexOf("-");
  const length = chars.length - dash;
  const tail = dash > 0 && length >= SHORTEST_TAIL && length <= LONGEST_TAIL ? length : TAIL;
  return [chars.slice(0, -tail).join(""), chars.slice(-tail).join("")];
}
