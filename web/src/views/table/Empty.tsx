import { Icon } from "../../design/Icon";
import { Kbd } from "../../design/Kbd";
import { formatNumber, useText } from "../../i18n/text";
import type { TableData } from "../../protocol/generated/messages";
import { createOf } from "../../shell/address";
import { useKeys } from "../../shell/keys";
import { Link } from "../../shell/Link";
import { useNavigation } from "../../shell/navigation";
import { useAddress } from "../../shell/router";
import { StatePage } from "../states/Pages";
import { queryTokens, withoutTerm } from "./queryTokens";

/** No objects of the kind: what it is for. */
export function Empty({ data, namespaces }: { data: TableData; namespaces: string[] }) {
  const t = useText();
  const { title } = data;
  const { place } = useNavigation();
  const create = createOf(useAddress(), place.clusters, place.namespaces);
  const where = namespaces.length === 0 ? t("empty.anywhere") : namespaces.join(", ");
  return (
    <StatePage title={data.namespaced ? t("empty.title", { title, where }) : t("empty.here", { title })}>
      {data.about !== null && <p>{data.about}</p>}
      {create !== null && (
        <div className="rowf">
          <Link className="btn" to={create}>
            <Icon name="plus" small />
            {t("edit.create")}
          </Link>
        </div>
      )}
    </StatePage>
  );
}

/** Filtered to nothing: the filter, and one key to widen it by the term that helps most. */
export function NoneMatch({ data, onQuery }: { data: TableData; onQuery: (query: string) => void }) {
  const t = useText();
  const { text, chips } = data.query;
  const best = chips.toSorted((a, b) => (b.without ?? 0) - (a.without ?? 0))[0];
  // Where no single term stands in the way, only dropping all of them helps.
  const one = best !== undefined && best.without !== 0 && chips.length > 1 ? best : null;
  const drop = () => onQuery(one === null ? "" : withoutTerm(text, one));
  const shows = one === null ? data.totals.all : one.without;
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
          <code>{one === null ? text : text.slice(one.start, one.end)}</code>
          <Kbd>{"⌫"}</Kbd>
        </button>
        {shows !== null && <span className="t3">{t("empty.would", { count: shows })}</span>}
      </div>
    </StatePage>
  );
}
