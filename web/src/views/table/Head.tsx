import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { Icon } from "../../design/Icon";
import { useText } from "../../i18n/text";
import type { TableDataColumn, ViewRequestSort } from "../../protocol/generated/messages";
import { isNumeric } from "../cell/Cell";
import { type Layout, NARROWEST } from "./columns";

const STEP = 16;

/** The columns' names: a click sorts, the line at a column's end drags its width, as do Shift and arrow keys. */
export function Head({
  layout,
  sort,
  all,
  onSort,
  onWidth,
  onAll,
}: {
  layout: Layout;
  sort: ViewRequestSort | null;
  /** Whether all rows in view are chosen, or some. */
  all: "all" | "some" | "none";
  onSort: (sort: ViewRequestSort) => void;
  onWidth: (column: string, width: number | null) => void;
  onAll: () => void;
}) {
  const t = useText();
  return (
    <div className="hrow" role="row">
      <div className="cb" role="columnheader">
        <button
          type="button"
          role="checkbox"
          className={all === "none" ? "box" : "box on"}
          aria-checked={all === "some" ? "mixed" : all === "all"}
          aria-label={t("table.chooseAll")}
          onClick={onAll}
        >
          {all !== "none" && <Icon name={all === "all" ? "check" : "minus"} />}
        </button>
      </div>
      {layout.columns.map(({ column }) => (
        <HeadCell
          key={column.id}
          column={column}
          sort={sort?.column === column.id ? sort : null}
          onSort={onSort}
          onWidth={(width) => onWidth(column.id, width)}
        />
      ))}
    </div>
  );
}

/** What a click on a column's name asks for: figures begin with the largest, all else with A. */
export function nextSort(column: TableDataColumn, now: ViewRequestSort | null): ViewRequestSort {
  const figures = isNumeric(column.kind) && column.kind !== "time";
  return { column: column.id, descending: now === null ? figures : !now.descending };
}

function HeadCell({
  column,
  sort,
  onSort,
  onWidth,
}: {
  column: TableDataColumn;
  sort: ViewRequestSort | null;
  onSort: (sort: ViewRequestSort) => void;
  onWidth: (width: number | null) => void;
}) {
  const t = useText();
  const cell = useRef<HTMLDivElement>(null);
  const resize = (by: number) => {
    const width = cell.current?.getBoundingClientRect().width ?? 0;
    onWidth(Math.max(NARROWEST, Math.round(width + by)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      resize(event.key === "ArrowRight" ? STEP : -STEP);
    }
  };
  const words = (
    <>
      <span className="ell">{column.title}</span>
      {sort !== null && <Icon name={sort.descending ? "descending" : "ascending"} />}
    </>
  );
  return (
    <div
      ref={cell}
      role="columnheader"
      className={isNumeric(column.kind) ? "num" : undefined}
      aria-sort={sort === null ? undefined : sort.descending ? "descending" : "ascending"}
      title={column.about ?? undefined}
    >
      {column.sortable ? (
        <button
          type="button"
          className="sorter"
          onClick={() => onSort(nextSort(column, sort))}
          onKeyDown={onKeyDown}
        >
          {words}
        </button>
      ) : (
        <span className="sorter">{words}</span>
      )}
      <Handle label={t("table.resize", { column: column.title })} cell={cell} onWidth={onWidth} />
    </div>
  );
}

/** The line between two columns: dragged, it changes the first one's width; a double click gives it back its own. */
function Handle({
  label,
  cell,
  onWidth,
}: {
  label: string;
  cell: { current: HTMLDivElement | null };
  onWidth: (width: number | null) => void;
}) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: cell.current?.getBoundingClientRect().width ?? 0 };
  };
  const onPointerMove = (event: PointerEvent<HTMLSpanElement>) => {
    if (start.current !== null) {
      const rtl = getComputedStyle(event.currentTarget).direction === "rtl";
      const by = (event.clientX - start.current.x) * (rtl ? -1 : 1);
      onWidth(Math.max(NARROWEST, Math.round(start.current.width + by)));
    }
  };
  return (
    <span
      className="handle"
      title={label}
      aria-hidden="true"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null;
      }}
      onDoubleClick={() => onWidth(null)}
    />
  );
}
