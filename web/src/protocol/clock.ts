/**
 * The server's clock. Ages are reckoned by it, so that a browser whose own clock is wrong still shows what kubectl
 * would: Welcome carries the server's time, and from then on the difference is kept.
 */
export class Clock {
  #ahead = 0;
  readonly #local: () => number;

  constructor(local: () => number = Date.now) {
    this.#local = local;
  }

  /** Sets it by the server's time, in milliseconds since 1970. */
  set(now: number): void {
    this.#ahead = now - this.#local();
  }

  /** Now, in milliseconds since 1970. */
  now(): number {
    return this.#local() + this.#ahead;
  }

  /** The clock of someone who is ahead by so many milliseconds. */
  aheadBy(millis: number): Clock {
    return new Clock(() => this.now() + millis);
  }
}
