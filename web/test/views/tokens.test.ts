import { describe, expect, it } from "vitest";
import { YamlTokens } from "../../src/views/yaml/tokens";
import { random } from "../random";

const kinds = (line: string) => new YamlTokens().line(line).map((token) => `${token.kind}:${token.text}`);

describe("YAML in colours", () => {
  it("tells keys, texts, numbers and comments apart", () => {
    expect(kinds("  replicas: 3 # three")).toEqual([
      "plain:  ",
      "key:replicas",
      "plain:: ",
      "number:3",
      "comment: # three",
    ]);
    expect(kinds("- name: api")).toEqual(["plain:- ", "key:name", "plain:: ", "text:api"]);
    expect(kinds('note: "a # b" # c')).toEqual(["key:note", "plain:: ", 'text:"a # b"', "comment: # c"]);
    expect(kinds("app.kubernetes.io/name: web")[0]).toBe("key:app.kubernetes.io/name");
    expect(kinds("- --port=8080")).toEqual(["plain:- ", "text:--port=8080"]);
    expect(kinds("image: registry:5000/a:1")).toEqual(["key:image", "plain:: ", "text:registry:5000/a:1"]);
  });

  it("takes a block of text for text until it ends", () => {
    const tokens = new YamlTokens();
    const lines = ["script: |", "  set -e: x", "", "  done", "next: 1"];
    expect(lines.map((line) => tokens.line(line)[0]?.kind)).toEqual(["key", "text", "text", "text", "key"]);
  });

  it("loses no character of any line", () => {
    const alphabet = [..."ab1:-# \"'|>[]{},~.\t"];
    for (let seed = 1; seed <= 3000; seed++) {
      const next = random(seed);
      const line = Array.from(
        { length: Math.floor(next() * 24) },
        () => alphabet[Math.floor(next() * alphabet.length)],
      ).join("");
      const text = new YamlTokens()
        .line(line)
        .map((token) => token.text)
        .join("");
      expect(text, `seed ${seed}`).toBe(line);
    }
  });
});
