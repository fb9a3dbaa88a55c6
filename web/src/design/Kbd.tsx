const MAC = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The modifier for commands: ⌘ on a Mac, Ctrl elsewhere. */
export const MOD = MAC ? "⌘" : "Ctrl";

/** A key, as written on it. */
export function Kbd({ children }: { children: string }) {
  return <kbd className="kbd">{children}</kbd>;
}
