import { Kbd } from "../../design/Kbd";
import { formatNumber, useText } from "../../i18n/text";
import type { TableData } from "../../protocol/generated/messages";
import { useKeys } from "../../shell/keys";
import { StatePage } from "../states/Pages";
import { queryTokens, withoutTerm } from "./queryTokens";

/** No objects of the kind: what it is for. */
export function Empty({ data, where }: { data: TableData; where: string }) {
  const t = useText();
  return (
    <StatePage title={t("empty.title", { title: data.title, where })}>
      {data.about !== null && <p>{data.about}</p>}
    </StatePage>
  );
}

/** Filtered to nothing: the filter, and one key to widen it by the term that helps most. */
export function NoneMatch({ data, onQuery }: { data: TableData; onQuery: (query: string) => void }) {
  const t = useText();
  const { text, chips } = data.query;
  const best = chips.toSorted((a, b) => (b.without ?? -1) - (a.without ?? -1))[0];
  const term = best === undefined ? "" : text.slice(best.start, best.end);
  const drop = () => onQuery(best === undefined ? "" : withoutTerm(text, best));
  useKeys([{ keys: "Backspace", about: "empty.dropKey", run: drop }]);
  return (
    <StatePage title={t("empty.noneOf", { all: formatNumber(data.totals.all), title: data.title })}>
      <p>
        <code className="querytext">
          {queryTokens(text, null).map((token, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a token is nothing but its place
            <span key={i} className={token.kind === "field" ? "acc" : undefined}>
              {token.text}
            </span>
          ))}
        </code>
      </p>
      <div className="rowf">
        <button type="button" className="btn" onClick={drop}>
          {t("empty.drop")}
          <code>{term}</code>
          <Kbd>{"⌫"}</Kbd>
        </button>
        {best !== undefined && best.without !== null && (
          <span className="t3">{t("empty.would", { count: best.without })}</span>
        )}
      </div>
    </StatePage>
  );
}
