import { Glyph, SEVERITIES, severityClass } from "../../design/Status";
import { formatNumber, useText } from "../../i18n/text";
import type { TableData } from "../../protocol/generated/messages";

/** How many rows are how, worst first; each narrows to those, and none are not shown. */
export function Severities({ data, onQuery }: { data: TableData; onQuery: (query: string) => void }) {
  const t = useText();
  return (
    <span className="severities">
      {SEVERITIES.map((severity) => {
        const count = data.totals.bySeverity[severity] ?? 0;
        const n = formatNumber(count);
        const word = t("table.only", { n, state: t(`severity.${severity}`) });
        return count === 0 ? null : (
          <button
            key={severity}
            type="button"
            className={`st ${severityClass(severity)}`}
            title={word}
            aria-label={word}
            onClick={() => onQuery(`is:${severity}`)}
          >
            <Glyph severity={severity} />
            {n}
          </button>
        );
      })}
    </span>
  );
}
