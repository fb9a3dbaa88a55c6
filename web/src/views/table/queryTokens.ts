export type QueryTokenKind = "field" | "value" | "space";

export interface QueryToken {
  readonly kind: QueryTokenKind;
  readonly text: string;
  /** Whether the server found something wrong here. */
  readonly wrong: boolean;
}

const TERM = /\s+|-?(?:[A-Za-z][\w./-]*(?::|>=|<=|!=|=|>|<))?(?:"(?:[^"\\]|\\.)*"?|[^\s"])*/g;
const FIELD = /^-?(?:[A-Za-z][\w./-]*(?::|>=|<=|!=|=|>|<))?/;

/**
 * Cuts a query into what is coloured, while it is typed and before the server has read it: fields with their operators,
 * and all else. The texts of the tokens, put together, are always the query.
 */
export function queryTokens(text: string, wrong: { start: number; end: number } | null): QueryToken[] {
  const out: QueryToken[] = [];
  let at = 0;
  const add = (kind: QueryTokenKind, part: string) => {
    // An error may begin or end within a token: it is cut there.
    const cuts = wrong === null ? [] : [wrong.start - at, Math.max(wrong.end, wrong.start + 1) - at];
    const edges = [0, ...cuts.filter((cut) => cut > 0 && cut < part.length), part.length];
    for (let i = 1; i < edges.length; i++) {
      const from = edges[i - 1] ?? 0;
      const inside =
        wrong !== null && at + from >= wrong.start && at + from < Math.max(wrong.end, wrong.start + 1);
      out.push({ kind, text: part.slice(from, edges[i]), wrong: inside });
    }
    at += part.length;
  };
  for (const [term] of text.matchAll(TERM)) {
    if (term === "") {
      continue;
    }
    if (term.trim() === "") {
      add("space", term);
      continue;
    }
    const field = FIELD.exec(term)?.[0] ?? "";
    if (field !== "") {
      add("field", field);
    }
    if (field.length < term.length) {
      add("value", term.slice(field.length));
    }
  }
  if (at < text.length) {
    add("value", text.slice(at));
  }
  return out;
}

/** A query without one of its terms, and without the space that stood before it. */
export function withoutTerm(text: string, term: { start: number; end: number }): string {
  const before = text.slice(0, term.start).trimEnd();
  const after = text.slice(term.end).trimStart();
  return before === "" || after === "" ? before + after : `${before} ${after}`;
}
