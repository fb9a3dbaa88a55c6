/** When it is and what comes later; tests bring their own. */
export interface Time {
  now(): number;
  /** Returns what calls it off. */
  later(run: () => void, millis: number): () => void;
}

const BROWSER: Time = {
  now: () => performance.now(),
  later: (run, millis) => {
    const timer = setTimeout(run, millis);
    return () => clearTimeout(timer);
  },
};

/** Says the newest of many values, not too often. */
export interface Calm<T> {
  say(value: T): void;
  /** What has not been said yet is not said any more. */
  cancel(): void;
}

/**
 * Lets a value through at once where the last one was some time ago, so that nobody waits for a pause; else the newest as
 * soon as that time is over.
 *
 * @param every least time between two, in milliseconds
 */
export function calmly<T>(every: number, tell: (value: T) => void, time: Time = BROWSER): Calm<T> {
  let last = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  let newest: T;
  const now = () => {
    cancel = null;
    last = time.now();
    tell(newest);
  };
  return {
    say: (value) => {
      newest = value;
      const wait = last + every - time.now();
      if (wait <= 0 && cancel === null) {
        now();
      } else {
        cancel ??= time.later(now, wait);
      }
    },
    cancel: () => {
      cancel?.();
      cancel = null;
    },
  };
}
