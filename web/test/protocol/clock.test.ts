import { expect, test } from "vitest";
import { Clock } from "../../src/protocol/clock";

test("ages are told by the server's clock, and those of a cluster by the cluster's", () => {
  let local = 1_000;
  const ours = new Clock(() => local);
  const theirs = ours.aheadBy(600_000);
  ours.set(50_000);
  expect(ours.now()).toBe(50_000);
  expect(theirs.now()).toBe(650_000);
  local += 5;
  expect(theirs.now()).toBe(650_005);
});
