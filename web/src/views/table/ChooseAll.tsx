import { useEffect, useRef, useState } from "react";
import { formatNumber, useText } from "../../i18n/text";
import { useView } from "../../protocol/useView";
import type { TableAddress } from "../../shell/address";
import type { Selection } from "./useSelection";

/** How many objects the server takes for one change. */
export const MOST_AT_ONCE = 500;

/**
 * A button that chooses all rows that match the query, also those that are not loaded: the first of them where they are more
 * than one change may be about, which it says.
 */
export function ChooseAll({
  address,
  matched,
  selection,
}: {
  address: TableAddress;
  matched: number;
  selection: Selection;
}) {
  const t = useText();
  const [wanted, setWanted] = useState(false);
  const { clusters, namespaces, resource, query, sort } = address;
  const window = { offset: 0, limit: MOST_AT_ONCE, columns: [] };
  const { data } = useView<"table">(
    wanted ? { type: "table", clusters, namespaces, resource, query, sort, ...window } : null,
  );
  const latest = useRef(selection);
  latest.current = selection;
  useEffect(() => {
    if (wanted && data !== null) {
      latest.current.set(data.rows.filter((row) => !row.gone));
      setWanted(false);
    }
  }, [wanted, data]);
  if (Math.min(matched, MOST_AT_ONCE) <= selection.refs.length) {
    return null;
  }
  return (
    <button type="button" className="btn q s" disabled={wanted} onClick={() => setWanted(true)}>
      {matched > MOST_AT_ONCE
        ? t("selection.first", { most: formatNumber(MOST_AT_ONCE), all: formatNumber(matched) })
        : t("selection.all", { all: formatNumber(matched) })}
    </button>
  );
}
