import { CopyButton } from "../../design/Copy";
import { Kbd } from "../../design/Kbd";
import { formatNumber, useText } from "../../i18n/text";
import type { TableAddress } from "../../shell/address";
import { ActionsMenu } from "../change/ActionsMenu";
import { OpenLogs } from "../logs/OpenLogs";
import { ChooseAll, MOST_AT_ONCE } from "./ChooseAll";
import type { Selection } from "./useSelection";

/** Rows that stay although they no longer match, until they are dropped or the person looks away. */
export function GoneStrip({ count, onDrop }: { count: number; onDrop: () => void }) {
  const t = useText();
  return (
    <div className="selbar quiet">
      <span className="t3" role="status">
        {t("table.gone", { count })}
      </span>
      <span className="grow" />
      <button type="button" className="l" onClick={onDrop}>
        {t("table.dropGone")}
      </button>
    </div>
  );
}

/** What can be done with the chosen rows. */
export function SelectionBar({
  address,
  matched,
  selection,
  onLogs,
}: {
  address: TableAddress;
  /** Rows that match the query. */
  matched: number;
  selection: Selection;
  /** null where the kind has no logs. */
  onLogs: (() => void) | null;
}) {
  const t = useText();
  return (
    <div className="selbar" role="toolbar" aria-label={t("selection.label")}>
      <span className="med" role="status">
        {t("selection.count", { count: selection.refs.length })}
      </span>
      <ChooseAll address={address} matched={matched} selection={selection} />
      <span className="grow" />
      {onLogs !== null && <OpenLogs objects={selection.refs.slice(0, MOST_AT_ONCE)} onOpen={onLogs} />}
      {selection.refs.length > MOST_AT_ONCE ? (
        <span className="t3 s12">{t("selection.tooMany", { n: formatNumber(MOST_AT_ONCE) })}</span>
      ) : (
        <ActionsMenu objects={selection.refs} />
      )}
      <CopyButton
        text={selection.refs.map((ref) => ref.name).join("\n")}
        label={t("selection.copyNames")}
        word={t("selection.copyNames")}
      />
      <button type="button" className="btn q s" onClick={selection.clear}>
        {t("selection.clear")}
        <Kbd>{"esc"}</Kbd>
      </button>
    </div>
  );
}
