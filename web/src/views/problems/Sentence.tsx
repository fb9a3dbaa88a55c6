import { Fragment } from "react";

/** A sentence of the server's, in which names stand between backticks. */
export function Sentence({ text }: { text: string }) {
  return text.split("`").map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names, and the sentence is drawn whole
      <span key={i} className="mono">
        {part}
      </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Fragment key={i}>{part}</Fragment>
    ),
  );
}
