import { createContext, useContext, useSyncExternalStore } from "react";
import { Clock } from "../protocol/clock";
import { createSetting, useSetting } from "../settings";
import { distance, humanDuration, isAhead } from "./duration";

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

/** How far a moment is from now, kept up to date; the component is drawn again only when the text changes. */
export function useDistance(at: number): { text: string; ahead: boolean } {
  const clock = useContext(ClockContext);
  const ahead = useSyncExternalStore(eachSecond, () => isAhead(at, clock.now()));
  const text = useSyncExternalStore(eachSecond, () => distance(at, clock.now()));
  return { text, ahead };
}

/** How long it has been since a moment; nothing yet while it is still to come. */
export function useAge(at: number): string {
  const { text, ahead } = useDistance(at);
  return ahead ? humanDuration(0) : text;
}

/** Whether times are told as moments. */
export function useMoments(): boolean {
  return useSetting(timeSetting) === "moment";
}
