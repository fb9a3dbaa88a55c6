import { describe, expect, it } from "vitest";
import { queryTokens, withoutTerm } from "../../src/views/table/queryTokens";
import { random } from "../random";

const show = (text: string, wrong: { start: number; end: number } | null = null) =>
  queryTokens(text, wrong).map((token) => `${token.kind}${token.wrong ? "!" : ""}:${token.text}`);

describe("a query in colours", () => {
  it("tells fields from values and free words", () => {
    expect(show("api ns:shop-* restarts>=3 -label:app=x")).toEqual([
      "value:api",
      "space: ",
      "field:ns:",
      "value:shop-*",
      "space: ",
      "field:restarts>=",
      "value:3",
      "space: ",
      "field:-label:",
      "value:app=x",
    ]);
    expect(show('status:"no node fits" x')).toEqual([
      "field:status:",
      'value:"no node fits"',
      "space: ",
      "value:x",
    ]);
  });

  it("shows what is wrong where it is, within a token too, and at the very end", () => {
    expect(show("bad:x", { start: 0, end: 3 })).toEqual(["field!:bad", "field::", "value:x"]);
    expect(show("age<", { start: 4, end: 4 })).toEqual(["field:age<"]);
  });

  it("loses no character of any query", () => {
    const alphabet = [...'ab:><=!-" *日\\ '];
    for (let seed = 1; seed <= 3000; seed++) {
      const next = random(seed);
      const text = Array.from(
        { length: Math.floor(next() * 20) },
        () => alphabet[Math.floor(next() * alphabet.length)],
      ).join("");
      const start = Math.floor(next() * (text.length + 1));
      const tokens = queryTokens(text, { start, end: start + Math.floor(next() * 4) });
      expect(tokens.map((token) => token.text).join(""), `seed ${seed}`).toBe(text);
    }
  });

  it("loses one term and one space when a chip is removed", () => {
    expect(withoutTerm("a b c", { start: 2, end: 3 })).toBe("a c");
    expect(withoutTerm("a b", { start: 0, end: 1 })).toBe("b");
    expect(withoutTerm("a b", { start: 2, end: 3 })).toBe("a");
    expect(withoutTerm("a", { start: 0, end: 1 })).toBe("");
  });
});
