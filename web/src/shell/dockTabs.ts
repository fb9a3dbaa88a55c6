import { useSyncExternalStore } from "react";
import { formatLogs, type LogPlace, parseLogs } from "./logPlace";

/** Something that is open in the dock until it is closed. Tasks are not: they come and go by themselves. */
export type DockTab = LogsTab;

export interface LogsTab {
  readonly id: number;
  readonly kind: "logs";
  readonly place: LogPlace;
}

/** What the dock holds. `chosen` is a tab's id or a task's; null for the newest. */
export interface DockState {
  readonly tabs: readonly DockTab[];
  readonly chosen: string | null;
  readonly small: boolean;
  /** Counts up each time something is opened, so that it can take the focus. */
  readonly opened: number;
}

const KEY = "fresnel.dock";
const listeners = new Set<() => void>();
let lastId = 0;
let state: DockState = read();

/** Name of a tab, among all that the dock shows. */
export function nameOfTab(tab: DockTab): string {
  return `tab-${tab.id}`;
}

/** Name of a task, among all that the dock shows. */
export function nameOfTask(id: number): string {
  return `task-${id}`;
}

export function useDock(): DockState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

/** Opens logs in the dock; where the same objects' are open, goes there. */
export function openLogs(place: LogPlace): void {
  const same = state.tabs.find((tab) => JSON.stringify(tab.place.objects) === JSON.stringify(place.objects));
  const tab: DockTab = same ?? { id: ++lastId, kind: "logs", place };
  set({
    tabs: same === undefined ? [...state.tabs, tab] : state.tabs,
    chosen: nameOfTab(tab),
    small: false,
    opened: state.opened + 1,
  });
}

/** A tab looks at something else of its kind. */
export function changeTab(id: number, place: LogPlace): void {
  set({ ...state, tabs: state.tabs.map((tab) => (tab.id === id ? { ...tab, place } : tab)) });
}

export function closeTab(id: number): void {
  const index = state.tabs.findIndex((tab) => tab.id === id);
  const tabs = state.tabs.filter((tab) => tab.id !== id);
  const next = tabs[Math.min(index, tabs.length - 1)];
  const wasChosen = state.chosen === `tab-${id}`;
  set({ ...state, tabs, chosen: wasChosen ? (next === undefined ? null : nameOfTab(next)) : state.chosen });
}

export function chooseInDock(name: string): void {
  set({ ...state, chosen: name, small: false });
}

export function makeDockSmall(small: boolean): void {
  set({ ...state, small });
}

function set(next: DockState): void {
  state = next;
  try {
    const tabs = state.tabs.map((tab) => ({ kind: tab.kind, place: formatLogs(tab.place) }));
    const index = state.tabs.findIndex((tab) => nameOfTab(tab) === state.chosen);
    sessionStorage.setItem(KEY, JSON.stringify({ tabs, index, small: state.small }));
  } catch {
    // Full or forbidden: the tabs last as long as the page.
  }
  for (const listener of [...listeners]) {
    listener();
  }
}

/** What this browser tab had open before it was reloaded. */
function read(): DockState {
  const nothing = { tabs: [], chosen: null, small: false, opened: 0 };
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null || !("tabs" in kept) || !Array.isArray(kept.tabs)) {
      return nothing;
    }
    const tabs: DockTab[] = [];
    for (const { kind, place: text } of kept.tabs as { kind: unknown; place: unknown }[]) {
      const place = kind === "logs" ? parseLogs(new URLSearchParams(String(text))) : null;
      if (place !== null) {
        tabs.push({ id: ++lastId, kind: "logs", place });
      }
    }
    const chosen = "index" in kept && typeof kept.index === "number" ? tabs[kept.index] : undefined;
    return {
      tabs,
      chosen: chosen === undefined ? null : nameOfTab(chosen),
      small: "small" in kept && kept.small === true,
      opened: 0,
    };
  } catch {
    return nothing;
  }
}
