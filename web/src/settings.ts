import { useSyncExternalStore } from "react";

/** Something a person chose, remembered by this browser. */
export interface Setting<T extends string> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

/**
 * A setting of the given name. Where the browser keeps nothing (private windows), it lasts as long as the page.
 *
 * @param parse the value for a remembered text, null where it is none
 */
export function createSetting<T extends string>(
  name: string,
  otherwise: T,
  parse: (text: string) => T | null,
): Setting<T> {
  const key = `fresnel.${name}`;
  const listeners = new Set<() => void>();
  let value = parse(remembered(key) ?? "") ?? otherwise;
  return {
    get: () => value,
    set: (next) => {
      value = next;
      remember(key, next);
      for (const listener of [...listeners]) {
        listener();
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useSetting<T extends string>(setting: Setting<T>): T {
  return useSyncExternalStore(setting.subscribe, setting.get);
}

/** A text that this browser remembers, null if it does not. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, text: string | null): void {
  try {
    if (text === null) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, text);
    }
  } catch {
    // Full or forbidden: the choice lasts as long as the page, which is all that can be done.
  }
}
