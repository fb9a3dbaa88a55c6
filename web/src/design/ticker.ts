import { createContext, useContext, useSyncExternalStore } from "react";
import { Clock } from "../protocol/clock";
import { createSetting, useSetting } from "../settings";
import { humanDuration } from "./duration";

/** The clock by which ages are told. */
export const ClockContext = createContext(new Clock());

/** Whether times are told as ages or as moments; one key toggles it. */
export const timeSetting = createSetting<"age" | "moment">("time", "age", (text) =>
  text === "age" || text === "moment" ? text : null,
);

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

/** Calls the listener each second, with one timer for all. */
function eachSecond(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tick of [...listeners]) {
      tick();
    }
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** How long ago a moment was, kept up to date; the component is drawn again only when the text changes. */
export function useAge(at: number): string {
  const clock = useContext(ClockContext);
  return useSyncExternalStore(eachSecond, () => humanDuration(clock.now() - at));
}

/** Whether times are told as moments. */
export function useMoments(): boolean {
  return useSetting(timeSetting) === "moment";
}
