import { describe, expect, it } from "vitest";
import { calmly } from "../../src/views/table/calmly";
import { random } from "../random";

class Timeline {
  at = 0;
  due: { at: number; run: () => void }[] = [];
  now = () => this.at;
  later = (run: () => void, millis: number) => {
    const entry = { at: this.at + millis, run };
    this.due.push(entry);
    return () => {
      this.due = this.due.filter((each) => each !== entry);
    };
  };
  to(at: number): void {
    for (;;) {
      const next = this.due.sort((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > at) {
        break;
      }
      this.due.shift();
      this.at = next.at;
      next.run();
    }
    this.at = at;
  }
}

describe("what is said calmly", () => {
  it("is said at once after a quiet time, and the newest at the end of a busy one", () => {
    const time = new Timeline();
    const said: string[] = [];
    const calm = calmly<string>(80, (text) => said.push(`${time.at} ${text}`), time);
    time.to(1000);
    calm.say("w");
    time.to(1030);
    calm.say("we");
    time.to(1060);
    calm.say("web");
    time.to(2000);
    calm.say("webs");
    time.to(3000);
    expect(said).toEqual(["1000 w", "1080 web", "2000 webs"]);
  });

  it("ends with the last value, and is never said more often than it may be", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const next = random(seed);
      const time = new Timeline();
      const said: { at: number; value: number }[] = [];
      const calm = calmly<number>(80, (value) => said.push({ at: time.at, value }), time);
      for (let value = 1; value <= 50; value++) {
        time.to(time.at + Math.floor(next() * 120));
        calm.say(value);
      }
      time.to(time.at + 80);
      expect(said.at(-1)?.value, `seed ${seed}`).toBe(50);
      said.slice(1).forEach(({ at, value }, i) => {
        expect(at - (said[i]?.at ?? 0), `seed ${seed}`).toBeGreaterThanOrEqual(80);
        expect(value).toBeGreaterThan(said[i]?.value ?? 0);
      });
    }
  });

  it("is not said once it has been called off", () => {
    const time = new Timeline();
    const said: number[] = [];
    const calm = calmly<number>(80, (value) => said.push(value), time);
    calm.say(1);
    calm.say(2);
    calm.cancel();
    time.to(500);
    calm.say(3);
    expect(said).toEqual([1, 3]);
  });
});
