import { useEffect, useRef, useSyncExternalStore } from "react";
import type { TextKey } from "../i18n/text";

/** A key, or two pressed one after the other, and what it does. */
export interface Binding {
  /** As `KeyboardEvent.key`; `mod+k` with ⌘ or Ctrl; `g p` for one after the other. */
  readonly keys: string;
  /** What it does, for the page of all keys; null where another binding stands for it there. */
  readonly about: TextKey | null;
  /** What it leads to, where the words of `about` leave that open. */
  readonly to?: string;
  /** Keys that a focused button or link uses itself count only where nothing of that kind has the focus. */
  readonly quiet?: boolean;
  run(event: KeyboardEvent): void;
}

const SECOND_KEY_WITHIN = 1500;

const stack: { current: readonly Binding[] }[] = [];
const watchers = new Set<() => void>();
let prefix: string | null = null;
let forget: ReturnType<typeof setTimeout> | null = null;

/** The keys of a component, for as long as it is mounted. Those of a component mounted later come first. */
export function useKeys(bindings: readonly Binding[]): void {
  const own = useRef(bindings);
  own.current = bindings;
  useEffect(() => {
    stack.push(own);
    return () => {
      stack.splice(stack.indexOf(own), 1);
    };
  }, []);
}

/** All keys that do something now, the nearest first. */
export function bindingsNow(): Binding[] {
  return stack.toReversed().flatMap((own) => own.current);
}

/** The first key of two that was pressed, while the second is waited for. */
export function usePrefix(): string | null {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => prefix,
  );
}

function setPrefix(next: string | null): void {
  if (forget !== null) {
    clearTimeout(forget);
  }
  prefix = next;
  forget = next === null ? null : setTimeout(() => setPrefix(null), SECOND_KEY_WITHIN);
  for (const watcher of [...watchers]) {
    watcher();
  }
}

/** How a key is written in a binding. */
export function nameOf(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

/** Listens to the keys of the whole page. */
export function listenToKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (
      event.defaultPrevented ||
      event.altKey ||
      event.isComposing ||
      ["Shift", "Control", "Meta"].includes(event.key)
    ) {
      return;
    }
    const pressed = nameOf(event);
    if (isTaken(event.target) && !pressed.startsWith("mod+")) {
      return;
    }
    const wanted = prefix === null ? pressed : `${prefix} ${pressed}`;
    const all = bindingsNow();
    const binding = all.find((b) => b.keys === wanted && !(b.quiet === true && hasOwnKeys(event.target)));
    const starts = prefix === null && all.some((b) => b.keys.startsWith(`${pressed} `));
    setPrefix(starts && binding === undefined ? pressed : null);
    if (binding !== undefined) {
      event.preventDefault();
      binding.run(event);
    }
  };
  addEventListener("keydown", onKeyDown);
  return () => removeEventListener("keydown", onKeyDown);
}

/** Whether what has the focus takes letters: a text field, or something that floats above the page. */
function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      "input, textarea, select, [contenteditable], .texteditor, [role=dialog], [role=menu], [role=listbox]",
    ) !== null
  );
}

function hasOwnKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("a, button, [role=tab], [role=separator], .yaml") !== null
  );
}
