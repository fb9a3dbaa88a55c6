import { beforeEach, describe, expect, it } from "vitest";
import { Pulse } from "../../src/protocol/pulse";
import { ManualTimer } from "./manualTimer";

describe("the pulse", () => {
  let timer: ManualTimer;
  let silences: number[];
  let pulse: Pulse;

  beforeEach(() => {
    timer = new ManualTimer();
    silences = [];
    pulse = new Pulse(timer, (millis) => silences.push(millis));
    pulse.listen();
  });

  it("tells of five seconds without a word, once", () => {
    timer.pass(4_999);
    expect(silences).toEqual([]);
    timer.pass(1);
    expect(silences).toEqual([5_000]);
    timer.pass(60_000);
    expect(silences).toEqual([5_000]);
    expect(timer.pending).toBe(0);
  });

  it("counts from the last word", () => {
    timer.pass(3_000);
    pulse.heard();
    timer.pass(4_999);
    expect(silences).toEqual([]);
    timer.pass(1);
    expect(silences).toEqual([5_000]);
  });

  it("sets one timer in five seconds, however much is heard", () => {
    for (let i = 0; i < 20_000; i++) {
      timer.pass(1);
      pulse.heard();
    }
    expect(timer.set).toBeLessThanOrEqual(5);
    expect(silences).toEqual([]);
  });

  it("gives time anew after a sleep, of which nobody knows what was missed", () => {
    timer.sleep(3_600_000);
    expect(silences).toEqual([]);
    timer.pass(4_999);
    expect(silences).toEqual([]);
    timer.pass(1);
    expect(silences).toEqual([5_000]);
  });

  it("has no timer while nothing is expected", () => {
    pulse.rest();
    expect(timer.pending).toBe(0);
  });
});
