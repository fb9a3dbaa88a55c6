import { Icon } from "../../design/Icon";
import { formatNumber, useText } from "../../i18n/text";
import type { TableData, TableDataChip } from "../../protocol/generated/messages";
import { tells } from "../states/sources";
import { Live } from "./Live";
import { withoutTerm } from "./queryTokens";
import { Severities } from "./Severities";

/** How the server understood the query, term by term, each of which can be removed; and how many rows match. */
export function ChipLine({ data, onQuery }: { data: TableData; onQuery: (query: string) => void }) {
  const t = useText();
  const { text, chips } = data.query;
  return (
    <div className="chips">
      <div className="chiprow">
        {chips.map((chip) => (
          <Chip key={`${chip.start}`} chip={chip} onRemove={() => onQuery(withoutTerm(text, chip))} />
        ))}
      </div>
      <span className="grow" />
      {tells(data.sources) && (
        <span className="s12 t2 nw" role="status">
          <b className="med matched">{formatNumber(data.totals.matched)}</b>
          {text !== "" && ` ${t("table.of", { all: formatNumber(data.totals.all) })}`}
        </span>
      )}
      {text === "" && <Severities data={data} onQuery={onQuery} />}
      {/* Without a query the bar itself says so. */}
      {text !== "" && (
        <>
          <span className="tf" aria-hidden="true">
            {"·"}
          </span>
          <Live sources={data.sources} />
        </>
      )}
    </div>
  );
}

function Chip({ chip, onRemove }: { chip: TableDataChip; onRemove: () => void }) {
  const t = useText();
  const name = [chip.field, ...chip.values].filter(Boolean).join(" ");
  const operator = chip.operator === ":" || chip.operator === "" ? null : chip.operator;
  return (
    <span className="chip">
      {chip.negated && <b className="not">{t("query.not")}</b>}
      {chip.field !== null && <b>{chip.field}</b>}
      {operator !== null && <em>{operator}</em>}
      <span className={chip.field === null && !chip.negated ? "free" : undefined}>
        {chip.values.map((value, i) => (
          <span key={value}>
            {i > 0 && <em>{t("query.or")}</em>}
            {value}
          </span>
        ))}
      </span>
      <button type="button" className="x" aria-label={t("query.remove", { name })} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </span>
  );
}
