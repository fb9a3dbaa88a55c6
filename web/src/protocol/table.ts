import type { TableData, TableDataDelta, TableDataRow } from "./generated/messages";

/** A delta that does not fit the table it is meant for. The view is opened again for a fresh snapshot. */
export class UnfitDelta extends Error {}

/**
 * The table after a delta. Rows that did not change stay the same objects, so that only changed ones are drawn again.
 *
 * A delta names the window's rows by id where their order or set changed, and brings those that are new or changed;
 * every other row it names must be in the window already.
 */
export function applyDelta(table: TableData, delta: TableDataDelta): TableData {
  return {
    ...table,
    offset: delta.offset,
    totals: delta.totals ?? table.totals,
    query: delta.query ?? table.query,
    sources: delta.sources ?? table.sources,
    rows: delta.order === null && delta.rows.length === 0 ? table.rows : mergeRows(table.rows, delta),
  };
}

function mergeRows(rows: TableDataRow[], delta: TableDataDelta): TableDataRow[] {
  const changed = new Map(delta.rows.map((row) => [row.id, row]));
  if (delta.order === null) {
    return rows.map((row) => changed.get(row.id) ?? row);
  }
  const known = new Map(rows.map((row) => [row.id, row]));
  return delta.order.map((id) => {
    const row = changed.get(id) ?? known.get(id);
    if (row === undefined) {
      throw new UnfitDelta(`The delta names row ${id}, which is neither in it nor in the window.`);
    }
    return row;
  });
}
