import { type CSSProperties, type MouseEvent, memo } from "react";
import { Icon } from "../../design/Icon";
import { Name } from "../../design/Name";
import { useText } from "../../i18n/text";
import type { Cell as CellData, TableDataColumn, TableDataRow } from "../../protocol/generated/messages";
import { objectOf } from "../../shell/address";
import { Link } from "../../shell/Link";
import { Cell, isNumeric, textOf } from "../cell/Cell";
import type { Layout } from "./columns";

export interface RowHandlers {
  onRow(row: TableDataRow, index: number, event: MouseEvent): void;
  onBox(row: TableDataRow, index: number, event: MouseEvent): void;
}

interface Props {
  row: TableDataRow;
  index: number;
  id: string;
  layout: Layout;
  current: boolean;
  chosen: boolean;
  stale: boolean;
  handlers: RowHandlers;
}

/** One row. Drawn again only when what it shows has changed. */
export const Row = memo(function Row({ row, index, id, layout, current, chosen, stale, handlers }: Props) {
  const t = useText();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the focus and the keys, and names the active row
    <div
      id={id}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={chosen}
      className={`row ${current ? "cur" : ""} ${row.gone ? "gone" : ""} ${stale ? "stale" : ""}`}
      onClick={(event) => handlers.onRow(row, index, event)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: x chooses the active row */}
      <div
        role="gridcell"
        className="cb"
        aria-label={t(chosen ? "table.chosen" : "table.notChosen")}
        onClick={(event) => {
          event.stopPropagation();
          handlers.onBox(row, index, event);
        }}
      >
        <span className={chosen ? "box on" : "box"}>{chosen && <Icon name="check" />}</span>
      </div>
      {layout.columns.map(({ column, cell }) => (
        <div key={column.id} role="gridcell" className={cellClass(column, row.cells[cell])}>
          {column.kind === "name" ? (
            <Link className={nameClass("rowname", row.cells[cell])} to={objectOf(row.ref)} tabIndex={-1}>
              <Name length={layout.nameLength}>{nameOf(row, cell)}</Name>
            </Link>
          ) : (
            <Cell cell={row.cells[cell] ?? { type: "missing" }} />
          )}
        </div>
      ))}
    </div>
  );
});

/** What stands in a row's name column. */
export function nameOf(row: TableDataRow, cell: number): string {
  const value = row.cells[cell];
  return (value === undefined ? "" : textOf(value)) || row.ref.name;
}

/** Names are set in the monospaced face; words that lead in a name's place are not. */
export function nameClass(className: string, cell: CellData | undefined): string {
  return cell?.type === "text" ? className : `${className} m`;
}

function cellClass(column: TableDataColumn, cell: CellData | undefined): string {
  const quiet = column.kind === "name" || column.kind === "restarts" || column.kind === "number" ? "" : "t2";
  const end = isNumeric(column.kind) ? "num" : "";
  return `${quiet} ${end} ${cell?.type === "status" ? "status" : ""}`;
}

/** Stands where a row will be, until its window comes. */
export function Placeholder({
  id,
  index,
  layout,
  current,
}: {
  id: string;
  index: number;
  layout: Layout;
  current: boolean;
}) {
  return (
    <div
      id={id}
      className={current ? "row waiting cur" : "row waiting"}
      role="row"
      aria-rowindex={index + 1}
      aria-busy="true"
    >
      <span className="cb" role="gridcell" />
      {layout.columns.map(({ column }, i) => (
        <span key={column.id} role="gridcell" className={isNumeric(column.kind) ? "num" : ""}>
          <span
            className="bone"
            style={{ "--bone": `${i === 0 ? 40 + ((index * 37) % 40) : 50}%` } as CSSProperties}
          />
        </span>
      ))}
    </div>
  );
}
