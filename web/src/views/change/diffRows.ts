import type { ChangeDataHunk, ChangeDataLine } from "../../protocol/generated/messages";

/** A line with its places, and the text of the line that it stands for on the other side. */
export interface NumberedLine extends ChangeDataLine {
  readonly before: number;
  readonly after: number;
  readonly other: string | null;
}

/** The lines of a hunk with their numbers; lines that go and lines that come in their place know each other. */
export function numbered(hunk: ChangeDataHunk): NumberedLine[] {
  let { before, after } = hunk;
  const lines: (NumberedLine & { other: string | null })[] = hunk.lines.map((line) => {
    const here = { ...line, before, after, other: null };
    before += line.kind === "added" ? 0 : 1;
    after += line.kind === "removed" ? 0 : 1;
    return here;
  });
  for (const { gone, come } of runs(lines)) {
    if (gone.length === come.length) {
      gone.forEach((line, i) => {
        const counterpart = come[i];
        if (counterpart !== undefined) {
          (line as { other: string | null }).other = counterpart.text;
          (counterpart as { other: string | null }).other = line.text;
        }
      });
    }
  }
  return lines;
}

/** Lines beside each other: what goes at the start, what comes at the end, what stays on both sides. */
export function rowsOf(hunk: ChangeDataHunk): { left: NumberedLine | null; right: NumberedLine | null }[] {
  const lines = numbered(hunk);
  const rows: { left: NumberedLine | null; right: NumberedLine | null }[] = [];
  let at = 0;
  for (const { start, gone, come } of [...runs(lines), { start: lines.length, gone: [], come: [] }]) {
    for (; at < start; at++) {
      const line = lines[at] ?? null;
      rows.push({ left: line, right: line });
    }
    for (let i = 0; i < Math.max(gone.length, come.length); i++) {
      rows.push({ left: gone[i] ?? null, right: come[i] ?? null });
    }
    at += gone.length + come.length;
  }
  return rows;
}

/** Where lines go and others come: one run after the other. */
function runs(lines: readonly NumberedLine[]) {
  const found: { start: number; gone: NumberedLine[]; come: NumberedLine[] }[] = [];
  for (let at = 0; at < lines.length; ) {
    const start = at;
    const gone = [];
    const come = [];
    for (let line = lines[at]; line?.kind === "removed"; line = lines[++at]) {
      gone.push(line);
    }
    for (let line = lines[at]; line?.kind === "added"; line = lines[++at]) {
      come.push(line);
    }
    if (at === start) {
      at++;
    } else {
      found.push({ start, gone, come });
    }
  }
  return found;
}

/** What of a text is other than in the other one; null where they have too little in common to be told apart. */
export function parted(text: string, other: string): { head: string; middle: string; tail: string } | null {
  const most = Math.min(text.length, other.length);
  let head = 0;
  while (head < most && text[head] === other[head]) {
    head++;
  }
  let tail = 0;
  while (tail < most - head && text[text.length - 1 - tail] === other[other.length - 1 - tail]) {
    tail++;
  }
  return text.slice(0, head).trim() === ""
    ? null
    : {
        head: text.slice(0, head),
        middle: text.slice(head, text.length - tail),
        tail: text.slice(text.length - tail),
      };
}
