import { describe, expect, it } from "vitest";
import { splitName } from "../../src/design/shorten";
import { random } from "../random";

describe("a long name", () => {
  it("is cut before the end that tells siblings apart", () => {
    expect(splitName("payments-worker-5d7c9b6f4d-q8vzn")).toEqual(["payments-worker-5d7c9b6f4d", "-q8vzn"]);
    expect(splitName("a-name-with-a-very-long-lastpartindeed")).toEqual([
      "a-name-with-a-very-long-lastpart",
      "indeed",
    ]);
    expect(splitName("short")).toEqual(["short", ""]);
  });

  it("is whole again when its parts are put together, whatever characters it has", () => {
    const alphabet = [..."ab-.日😀é"];
    for (let seed = 1; seed <= 500; seed++) {
      const next = random(seed);
      const name = Array.from(
        { length: Math.floor(next() * 60) },
        () => alphabet[Math.floor(next() * alphabet.length)],
      ).join("");
      expect(splitName(name).join(""), `seed ${seed}`).toBe(name);
    }
  });
});
