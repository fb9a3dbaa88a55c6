import type { ObjectRef, TerminalDataMode } from "../protocol/generated/messages";

/** A terminal that this browser tab has open: enough to find it again after a reload. */
export interface TerminalPlace {
  /** Names the terminal on the server; nobody can guess it. */
  readonly session: string;
  /** It has never been there: the server opens it. */
  readonly fresh: boolean;
  /** What it was opened for. */
  readonly ref: ObjectRef;
  /** Which of those that belong to it; null for one that runs. */
  readonly target: ObjectRef | null;
  /** "" for the one that it is mainly for. */
  readonly container: string;
  readonly mode: TerminalDataMode;
}

/** A new terminal. */
export function terminalIn(
  ref: ObjectRef,
  target: ObjectRef | null = null,
  container = "",
  mode: TerminalDataMode = "shell",
): TerminalPlace {
  return { session: crypto.randomUUID(), fresh: true, ref, target, container, mode };
}

/** Reads what was kept as JSON; null where it is none. */
export function parseTerminal(text: string): TerminalPlace | null {
  const kept = JSON.parse(text) as Partial<TerminalPlace> | null;
  return kept !== null && typeof kept.session === "string" && isRef(kept.ref)
    ? {
        session: kept.session,
        fresh: kept.fresh === true,
        ref: kept.ref,
        target: isRef(kept.target) ? kept.target : null,
        container: typeof kept.container === "string" ? kept.container : "",
        mode: kept.mode === "attach" ? "attach" : "shell",
      }
    : null;
}

function isRef(value: unknown): value is ObjectRef {
  return (
    typeof value === "object" &&
    value !== null &&
    "cluster" in value &&
    "resource" in value &&
    "name" in value
  );
}
