import type { CSSProperties } from "react";
import { formatNumber, useText } from "../i18n/text";
import type { CellCapacity } from "../protocol/generated/messages";

/** From here on use is near its limit, in percent. */
const NEAR = 90;
const AT = 99;

/** Percentages of what can be had. Where that is not known, the limit is the whole, else the largest that is known. */
export function shares(cell: CellCapacity): {
  used: number;
  requested: number;
  limit: number | null;
  beyond: boolean;
} {
  const { used, requested, limit, allocatable } = cell;
  const whole = allocatable ?? limit ?? Math.max(used ?? 0, requested ?? 0);
  const percent = (value: number | null) => (whole > 0 ? Math.min(100, (100 * (value ?? 0)) / whole) : 0);
  return {
    used: percent(used),
    requested: percent(requested),
    limit: limit === null ? null : percent(limit),
    beyond: limit !== null && limit > whole,
  };
}

/** Used, requested and limit of what can be had, in one glyph; the same everywhere. */
export function Capacity({ cell }: { cell: CellCapacity }) {
  const t = useText();
  const { used, requested, limit, beyond } = shares(cell);
  const bound = cell.limit ?? cell.allocatable;
  const near = bound !== null && bound > 0 && cell.used !== null ? (100 * cell.used) / bound : 0;
  const heat = near >= AT ? "over" : near >= NEAR ? "hot" : "";
  const label = t("capacity.label", {
    text: cell.text,
    used: formatNumber(Math.round(used)),
    requested: formatNumber(Math.round(requested)),
  });
  return (
    <span
      className={`cap ${heat} ${beyond ? "lim" : ""}`}
      role="img"
      aria-label={label}
      title={label}
      style={{ "--u": used, "--r": requested, "--l": limit ?? 0 } as CSSProperties}
    >
      <i />
      {limit !== null && <b />}
    </span>
  );
}
