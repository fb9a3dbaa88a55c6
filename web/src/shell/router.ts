import { useSyncExternalStore } from "react";
import { type Address, formatAddress, parseAddress } from "./address";

const listeners = new Set<() => void>();
let current: Address = read();

function read(): Address {
  if (typeof document === "undefined") {
    return { page: "home" };
  }
  const base = new URL(document.baseURI).pathname;
  const path = location.pathname;
  return parseAddress(path.startsWith(base) ? path.slice(base.length) : path, location.search);
}

if (typeof addEventListener !== "undefined") {
  addEventListener("popstate", () => {
    current = read();
    tell();
  });
}

function tell(): void {
  for (const listener of [...listeners]) {
    listener();
  }
}

/** The address as a link's href. */
export function hrefOf(address: Address): string {
  return new URL(formatAddress(address), document.baseURI).href;
}

/** Where we are now, for handlers; components use `useAddress`. */
export function currentAddress(): Address {
  return current;
}

/**
 * Goes to an address.
 *
 * @param how `push` for a step that the back key takes back, `replace` for a change of the same place, as while typing
 */
export function navigate(address: Address, how: "push" | "replace" = "push"): void {
  const href = hrefOf(address);
  if (href === location.href) {
    return;
  }
  if (how === "push") {
    history.pushState(null, "", href);
  } else {
    history.replaceState(history.state, "", href);
  }
  current = address;
  tell();
}

/** How far down the page was when this place was left, or reloaded: the number of its first row; 0 at first. */
export function rememberedRow(): number {
  const state = history.state as { row?: unknown } | null;
  return typeof state?.row === "number" ? state.row : 0;
}

/** Keeps the first row in view with this place in the browser's history. */
export function rememberRow(row: number): void {
  history.replaceState({ row }, "", location.href);
}

/** Where we are; the component is drawn again when that changes. */
export function useAddress(): Address {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
