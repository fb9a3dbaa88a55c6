import type { Timer } from "../../src/protocol/pulse";

interface Wait {
  readonly due: number;
  readonly run: () => void;
}

/** Time that passes when it is told to. */
export class ManualTimer implements Timer {
  /** How many waits have begun. */
  set = 0;
  #now = 0;
  #waits: Wait[] = [];

  now = (): number => this.#now;

  later = (run: () => void, millis: number): (() => void) => {
    const wait = { due: this.#now + millis, run };
    this.set++;
    this.#waits.push(wait);
    return () => {
      this.#waits = this.#waits.filter((other) => other !== wait);
    };
  };

  get pending(): number {
    return this.#waits.length;
  }

  /** All that falls due meanwhile runs at its time. */
  pass(millis: number): void {
    const end = this.#now + millis;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = next.due;
      this.#run(next);
    }
    this.#now = end;
  }

  /** The machine stands still: what falls due runs afterwards, late. */
  sleep(millis: number): void {
    this.#now += millis;
    for (const wait of this.#waits.filter(({ due }) => due <= this.#now)) {
      this.#run(wait);
    }
  }

  #next(end: number): Wait | undefined {
    return this.#waits.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }

  #run(wait: Wait): void {
    this.#waits = this.#waits.filter((other) => other !== wait);
    wait.run();
  }
}
