import { splitName } from "./shorten";

/** A long name, shortened in the middle where it does not fit; the whole on hover and when copied. */
export function Name({ children: name }: { children: string }) {
  const [head, tail] = splitName(name);
  return (
    <span className="mid" title={name}>
      <span>{head}</span>
      {tail !== "" && <span>{tail}</span>}
    </span>
  );
}
