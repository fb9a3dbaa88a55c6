import { shorten, splitName } from "./shorten";

/**
 * A long name, shortened in the middle where it does not fit; the whole on hover. Where it is known how many characters
 * fit, it is cut to those; else the browser cuts it, which leaves a part of a character's width empty.
 */
export function Name({ children: name, length }: { children: string; length?: number }) {
  if (length !== undefined) {
    return (
      <span className="mid" dir="ltr" title={name}>
        {shorten(name, length)}
      </span>
    );
  }
  const [head, tail] = splitName(name);
  return (
    <span className="mid" dir="ltr" title={name}>
      <span>{head}</span>
      {tail !== "" && <span>{tail}</span>}
    </span>
  );
}
