import { useSyncExternalStore } from "react";
import { formatLogs, type LogPlace, parseLogs } from "./logPlace";
import { parseTerminal, type TerminalPlace } from "./terminalPlace";

/** Something that is open in the dock until it is closed. Tasks are not: they come and go by themselves. */
export type DockTab = LogsTab | TerminalTab | ForwardsTab;

export interface LogsTab {
  readonly id: number;
  readonly kind: "logs";
  readonly place: LogPlace;
}

export interface TerminalTab {
  readonly id: number;
  readonly kind: "terminal";
  readonly place: TerminalPlace;
}

/** The ports that are forwarded; there is one such tab. */
export interface ForwardsTab {
  readonly id: number;
  readonly kind: "forwards";
}

/** What the dock holds. `chosen` is a tab's id or a task's; null for the newest. */
export interface DockState {
  readonly tabs: readonly DockTab[];
  readonly chosen: string | null;
  /** A tab that stays in sight beside the chosen one; null for none. */
  readonly beside: string | null;
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
  const objects = JSON.stringify(place.objects);
  const same = state.tabs.find((tab) => tab.kind === "logs" && JSON.stringify(tab.place.objects) === objects);
  open(same ?? { id: ++lastId, kind: "logs", place });
}

/** Opens a terminal in the dock. */
export function openTerminal(place: TerminalPlace): void {
  open({ id: ++lastId, kind: "terminal", place });
}

/** Opens the list of forwarded ports in the dock. */
export function openForwards(): void {
  open(state.tabs.find((tab) => tab.kind === "forwards") ?? { id: ++lastId, kind: "forwards" });
}

function open(tab: DockTab): void {
  set({
    ...state,
    tabs: state.tabs.includes(tab) ? state.tabs : [...state.tabs, tab],
    chosen: nameOfTab(tab),
    small: false,
    opened: state.opened + 1,
  });
}

/** A tab looks at something else of its kind. */
export function changeTab(id: number, change: (tab: DockTab) => DockTab): void {
  set({ ...state, tabs: state.tabs.map((tab) => (tab.id === id ? change(tab) : tab)) });
}

/** Keeps a tab in sight beside whichever is chosen, or no longer. */
export function setBeside(name: string | null): void {
  set({ ...state, beside: name });
}

export function closeTab(id: number): void {
  const index = state.tabs.findIndex((tab) => tab.id === id);
  const tabs = state.tabs.filter((tab) => tab.id !== id);
  const next = tabs[Math.min(index, tabs.length - 1)];
  const wasChosen = state.chosen === `tab-${id}`;
  set({
    ...state,
    tabs,
    chosen: wasChosen ? (next === undefined ? null : nameOfTab(next)) : state.chosen,
    beside: state.beside === `tab-${id}` ? null : state.beside,
  });
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
    const tabs = state.tabs.map((tab) => ({ kind: tab.kind, place: format(tab) }));
    const indexOf = (name: string | null) => state.tabs.findIndex((tab) => nameOfTab(tab) === name);
    const kept = { tabs, index: indexOf(state.chosen), beside: indexOf(state.beside), small: state.small };
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Full or forbidden: the tabs last as long as the page.
  }
  for (const listener of [...listeners]) {
    listener();
  }
}

function format(tab: DockTab): string {
  switch (tab.kind) {
    case "logs":
      return formatLogs(tab.place);
    case "terminal":
      return JSON.stringify(tab.place);
    case "forwards":
      return "";
  }
}

function parse(kind: unknown, text: string): DockTab | null {
  const id = ++lastId;
  if (kind === "forwards") {
    return { id, kind };
  }
  if (kind === "terminal") {
    const place = parseTerminal(text);
    return place === null ? null : { id, kind, place };
  }
  const place = kind === "logs" ? parseLogs(new URLSearchParams(text)) : null;
  return place === null ? null : { id, kind: "logs", place };
}

/** What this browser tab had open before it was reloaded. */
function read(): DockState {
  const nothing = { tabs: [], chosen: null, beside: null, small: false, opened: 0 };
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null || !("tabs" in kept) || !Array.isArray(kept.tabs)) {
      return nothing;
    }
    const tabs = (kept.tabs as { kind: unknown; place: unknown }[])
      .map(({ kind, place }) => parse(kind, String(place)))
      .filter((tab) => tab !== null);
    const named = (index: unknown) => {
      const tab = typeof index === "number" ? tabs[index] : undefined;
      return tab === undefined ? null : nameOfTab(tab);
    };
    return {
      tabs,
      chosen: named("index" in kept && kept.index),
      beside: named("beside" in kept && kept.beside),
      small: "small" in kept && kept.small === true,
      opened: 0,
    };
  } catch {
    return nothing;
  }
}
