export type TokenKind = "key" | "text" | "number" | "comment" | "plain";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** Colouring stops here in a line; nobody reads what follows, and some annotations are a megabyte. */
const LONGEST_COLOURED = 2000;

const KEY =
  /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:'"[\]{},&*!|>%@`-][^#:]*?|[^\s#:][^\s:]*)(?=\s*:(?:\s|$))/;
const NUMBER = /^[-+]?(?:\d[\d_]*)(?:\.\d+)?(?:[eE][-+]?\d+)?$|^0x[0-9a-fA-F]+$/;
const WORD = /^(?:true|false|null|~)$/;

/**
 * Cuts lines of YAML into what is coloured. It knows as much of YAML as is needed to read one line after the other: keys,
 * scalars, comments, and that a block of text after | or > goes on while lines are indented deeper. What it takes wrongly
 * is coloured wrongly and nothing else: the texts of a line's tokens, put together, are always the line.
 */
export class YamlTokens {
  #blockIndent: number | null = null;

  line(line: string): Token[] {
    const indent = line.length - line.trimStart().length;
    if (this.#blockIndent !== null) {
      if (line.trim() === "" || indent > this.#blockIndent) {
        return [{ kind: "text", text: line }];
      }
      this.#blockIndent = null;
    }
    const out: Token[] = [];
    let rest = line.slice(indent);
    if (indent > 0) {
      out.push({ kind: "plain", text: line.slice(0, indent) });
    }
    let depth = indent;
    while (rest.startsWith("- ") || rest === "-") {
      const dash = /^-\s*/.exec(rest)?.[0] ?? "-";
      out.push({ kind: "plain", text: dash });
      rest = rest.slice(dash.length);
      depth += rest === "" ? 0 : dash.length;
    }
    const key = KEY.exec(rest.slice(0, LONGEST_COLOURED))?.[0];
    if (key !== undefined) {
      out.push({ kind: "key", text: key });
      rest = rest.slice(key.length);
      const colon = /^\s*:\s*/.exec(rest)?.[0] ?? "";
      out.push({ kind: "plain", text: colon });
      rest = rest.slice(colon.length);
    }
    if (rest.length > LONGEST_COLOURED) {
      out.push({ kind: "text", text: rest });
    } else {
      this.#value(rest, key === undefined ? indent : depth, out);
    }
    return out.filter((token) => token.text !== "");
  }

  #value(value: string, indent: number, out: Token[]): void {
    const comment = /(?:^|\s)#.*$/.exec(
      /^["']/.test(value)
        ? value.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (quoted) => "_".repeat(quoted.length))
        : value,
    );
    const cut = comment === null ? value.length : comment.index;
    const scalar = value.slice(0, cut);
    const trimmed = scalar.trimEnd();
    if (/^[|>][-+0-9]*$/.test(trimmed)) {
      this.#blockIndent = indent;
      out.push({ kind: "plain", text: trimmed });
    } else {
      out.push({ kind: NUMBER.test(trimmed) || WORD.test(trimmed) ? "number" : "text", text: trimmed });
    }
    out.push({ kind: "plain", text: scalar.slice(trimmed.length) });
    out.push({ kind: "comment", text: value.slice(cut) });
  }
}
