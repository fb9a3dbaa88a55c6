import { type Token, YamlTokens } from "./tokens";

/** A key of the first or second level with the lines below it that are not a block of their own. */
export interface Block {
  /** The keys that lead to it, the same for as long as the document has them. */
  readonly id: string;
  /** The block it is folded away with, null at the first level. */
  readonly parent: string | null;
  /** Number of the first line, from 1. */
  readonly line: number;
  readonly lines: readonly Token[][];
  readonly text: string;
  /** How many lines go when it is folded. */
  readonly below: number;
}

type Draft = { -readonly [K in keyof Block]: Block[K] } & { lines: Token[][]; texts: string[] };

/**
 * Cuts a document at its keys of the first two levels, which is where people fold: whole parts, and the parts' parts.
 * Blocks are small, so that a change draws little anew and the browser skips those out of view.
 */
export function blocksOf(text: string): Block[] {
  const tokens = new YamlTokens();
  const blocks: Draft[] = [];
  let top: Draft | null = null;
  for (const [i, line] of text.replace(/\n$/, "").split("\n").entries()) {
    const coloured = tokens.line(line);
    const indent = line.length - line.trimStart().length;
    const key = coloured[0]?.kind === "plain" ? coloured[1] : coloured[0];
    const isKey = key?.kind === "key" && !line.trimStart().startsWith("- ");
    const last = blocks.at(-1);
    if (last === undefined || (isKey && (indent === 0 || indent === 2))) {
      const parent: string | null = indent === 0 || top === null ? null : top.id;
      const id: string = parent === null ? `${key?.text ?? ""}` : `${parent}/${key?.text ?? ""}`;
      const block: Draft = { id, parent, line: i + 1, lines: [coloured], texts: [line], text: "", below: 0 };
      blocks.push(block);
      if (indent === 0) {
        top = block;
      } else if (top !== null) {
        top.below++;
      }
    } else {
      last.lines.push(coloured);
      last.texts.push(line);
      last.below++;
      if (top !== null && last !== top) {
        top.below++;
      }
    }
  }
  return blocks.map(({ texts, ...block }) => ({ ...block, text: texts.join("\n") }));
}
