import { Fragment } from "react";

/** A path or a qualified name, which breaks at its parts where it does not fit in a line. */
export function Breakable({ children }: { children: string }) {
  return children.split(/(?<=[/.])/).map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is nothing but its place
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
