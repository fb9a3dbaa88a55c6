import type { ReactNode } from "react";
import { useText } from "../i18n/text";
import type { Severity } from "../protocol/generated/messages";

const SHAPES: Record<Severity, string> = {
  healthy: "ok",
  progressing: "prog",
  warning: "warn",
  failed: "fail",
  unknown: "unk",
};

/** Severities as they are counted and listed, worst first. */
export const SEVERITIES: Severity[] = ["failed", "warning", "progressing", "healthy", "unknown"];

/** The class of a severity's text. */
export function severityClass(severity: Severity): string {
  return SHAPES[severity];
}

/** A severity's shape. `named` gives it a name where no word stands beside it. */
export function Glyph({ severity, named = false }: { severity: Severity; named?: boolean }) {
  const t = useText();
  return named ? (
    <span className={`g ${SHAPES[severity]}`} role="img" aria-label={t(`severity.${severity}`)} />
  ) : (
    <span className={`g ${SHAPES[severity]}`} aria-hidden="true" />
  );
}

/** A severity's shape with its word. */
export function Status({ severity, children }: { severity: Severity; children: ReactNode }) {
  return (
    <span className={`st ${SHAPES[severity]}`}>
      <Glyph severity={severity} />
      <span className="ell">{children}</span>
    </span>
  );
}
