import { describe, expect, it } from "vitest";
import { distance, humanDuration, isAhead } from "../../src/design/duration";

const s = 1000;
const m = 60 * s;
const h = 60 * m;
const d = 24 * h;
const y = 365 * d;

describe("humanDuration", () => {
  // The table of k8s.io/apimachinery/pkg/util/duration, and the edges between its rules.
  it.each([
    [s, "1s"],
    [70 * s, "70s"],
    [119 * s + 999, "119s"],
    [120 * s, "2m"],
    [190 * s, "3m10s"],
    [10 * m - s, "9m59s"],
    [10 * m, "10m"],
    [70 * m, "70m"],
    [47 * m, "47m"],
    [179 * m + 59 * s, "179m"],
    [3 * h, "3h"],
    [5 * h + 35 * s, "5h"],
    [5 * h + 2 * m, "5h2m"],
    [8 * h - s, "7h59m"],
    [8 * h, "8h"],
    [47 * h, "47h"],
    [48 * h, "2d"],
    [49 * h, "2d1h"],
    [8 * d - s, "7d23h"],
    [8 * d, "8d"],
    [9 * d + 21 * h, "9d"],
    [2 * y - h, "729d"],
    [2 * y, "2y"],
    [2 * y + d, "2y1d"],
    [8 * y - h, "7y364d"],
    [8 * y, "8y"],
    [8 * y + 364 * d, "8y"],
  ])("prints %d ms as kubectl does: %s", (millis, text) => {
    expect(humanDuration(millis)).toBe(text);
  });

  it("takes a clock that is a little ahead for now, and a lot ahead for invalid", () => {
    expect(humanDuration(-500)).toBe("0s");
    expect(humanDuration(-1900)).toBe("0s");
    expect(humanDuration(-2000)).toBe("<invalid>");
  });
});

describe("the distance of a moment", () => {
  it("is told of what has been and of what is to come", () => {
    expect([isAhead(0, 3 * h), distance(0, 3 * h)]).toEqual([false, "3h"]);
    expect([isAhead(21 * d, 0), distance(21 * d, 0)]).toEqual([true, "21d"]);
  });

  it("is none where clocks differ a little", () => {
    expect([isAhead(1500, 0), distance(1500, 0)]).toEqual([false, "0s"]);
  });
});
