import { describe, expect, it } from "vitest";
import type { SourceState } from "../../src/protocol/generated/messages";
import { believe, tells } from "../../src/views/states/sources";

const source = (cluster: string, state: SourceState["state"]): SourceState => ({
  cluster,
  namespace: null,
  state,
});
const live = source("a", { type: "live" });
const failed = source("b", {
  type: "failed",
  message: { key: "state.notRead", args: {} },
  detail: "no such host",
});
const forbidden = source("c", { type: "forbidden", verbs: ["list"], message: "no", rule: "" });
const stale = source("d", { type: "stale", since: 1, attempt: 2, nextTryAt: 3, reason: "refused" });
const notServed = source("e", { type: "notServed" });
const loading = (read: number, expected: number | null) => source("f", { type: "loading", read, expected });

describe("what is believed of a view", () => {
  it("is live when all are", () => {
    expect(believe([live, live]).overall).toBe("live");
  });

  it("shows what there is while some fail, and says which are missing", () => {
    const belief = believe([live, failed, forbidden]);
    expect(belief.overall).toBe("live");
    expect(belief.missing).toEqual([failed, forbidden]);
  });

  it("counts only where somebody said what there is", () => {
    expect(tells([failed, forbidden, notServed, source("g", { type: "connecting" })])).toBe(false);
    expect(tells([failed, live])).toBe(true);
    expect(tells([stale])).toBe(true);
    expect(tells([loading(3, null)])).toBe(true);
  });

  it("is failed, forbidden or not served only when nobody gives anything", () => {
    expect(believe([failed, forbidden]).overall).toBe("failed");
    expect(believe([forbidden]).overall).toBe("forbidden");
    expect(believe([notServed]).overall).toBe("notServed");
    expect(believe([live, notServed])).toMatchObject({ overall: "live", missing: [] });
  });

  it("adds up progress, and does not guess an end that one source does not tell", () => {
    expect(believe([loading(5, 10), loading(7, 20)]).loading).toEqual({ read: 12, expected: 30 });
    expect(believe([loading(5, 10), loading(7, null)]).loading).toEqual({ read: 12, expected: null });
  });

  it("is stale when one is, and connecting before anybody said anything", () => {
    expect(believe([live, stale]).overall).toBe("stale");
    expect(believe([]).overall).toBe("connecting");
  });
});
