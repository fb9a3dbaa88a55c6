/** What a Pulse needs of its surroundings. */
export interface Timer {
  /** Milliseconds that only go forward. */
  now(): number;
  later(run: () => void, millis: number): () => void;
}

/** After this long without a word there is nobody; the server says one every two seconds. */
const SILENCE = 5_000;

/** A timer that comes this late was not kept: the machine slept, or the tab did. What it missed nobody knows. */
const LATE = 1_000;

/** Notices that nothing is heard any more. Hearing something costs a number; there is one timer in five seconds. */
export class Pulse {
  readonly #timer: Timer;
  readonly #silent: (millis: number) => void;
  #heardAt = 0;
  #cancel: (() => void) | null = null;

  /** `silent` is told once how long nothing was heard, and then no more until the next `listen`. */
  constructor(timer: Timer, silent: (millis: number) => void) {
    this.#timer = timer;
    this.#silent = silent;
  }

  /** From now on something should be heard. */
  listen(): void {
    this.rest();
    this.#heardAt = this.#timer.now();
    this.#wait(SILENCE);
  }

  heard(): void {
    this.#heardAt = this.#timer.now();
  }

  /** Nothing is expected. */
  rest(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #wait(millis: number): void {
    const due = this.#timer.now() + millis;
    this.#cancel = this.#timer.later(() => {
      this.#cancel = null;
      if (this.#timer.now() > due + LATE) {
        this.listen();
        return;
      }
      const silence = this.#timer.now() - this.#heardAt;
      if (silence < SILENCE) {
        this.#wait(SILENCE - silence);
      } else {
        this.#silent(silence);
      }
    }, millis);
  }
}
