import { memo } from "react";
import { Name } from "../../design/Name";
import { Glyph, severityClass } from "../../design/Status";
import type { TableDataColumn, TableDataRow } from "../../protocol/generated/messages";
import { objectOf } from "../../shell/address";
import { Link } from "../../shell/Link";
import { Cell, isNumeric, statusText, textOf } from "../cell/Cell";
import { nameClass, nameOf } from "./Row";

interface Props {
  row: TableDataRow;
  index: number;
  id: string;
  current: boolean;
  stale: boolean;
  columns: TableDataColumn[];
  /** The sorted column's id: it is what is compared, so it is shown. */
  sort: string;
}

/** A row on a phone: how it is, its name, then its state and place; at the end the figure that matters and the age. */
export const PhoneRow = memo(function PhoneRow({ row, index, id, current, stale, columns, sort }: Props) {
  const { name, status, line, about, cluster, figure, time } = phoneColumns(columns, sort);
  const state = row.cells[status];
  const sentence = row.cells[line];
  const object = row.cells[about];
  const places = [cluster < 0 ? null : row.ref.cluster, row.ref.namespace].filter((place) => place !== null);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 1}
      className={`tworow ${current ? "cur" : ""} ${row.gone ? "gone" : ""} ${stale ? "stale" : ""}`}
    >
      <Glyph severity={row.severity} />
      <div role="gridcell" className="two">
        <div className={object === undefined ? undefined : "led"}>
          <Link className={nameClass("wholerow", row.cells[name])} to={objectOf(row.ref)}>
            <Name>{nameOf(row, name)}</Name>
          </Link>
          {object !== undefined && <span className="s12 t3 ell">{textOf(object)}</span>}
        </div>
        <div className="s12 t3 ell">
          {sentence !== undefined ? (
            <span className="t2">{textOf(sentence)}</span>
          ) : (
            <>
              {state?.type === "status" && (
                <span className={row.gone ? "t3" : severityClass(state.severity)}>{statusText(state)}</span>
              )}
              {state?.type === "status" && places.length > 0 && " · "}
              {places.join(" · ")}
            </>
          )}
        </div>
      </div>
      <div role="gridcell" className="num s12">
        <div className="t2">
          <At row={row} cell={figure} />
        </div>
        <div className="t3">
          <At row={row} cell={time} />
        </div>
      </div>
    </div>
  );
});

function At({ row, cell }: { row: TableDataRow; cell: number }) {
  const value = row.cells[cell];
  if (value === undefined || value.type === "missing") {
    return null;
  }
  // The count alone: there is no room for when.
  return <Cell cell={value.type === "restarts" ? { ...value, lastAt: null } : value} />;
}

/** Which columns a phone's row is made of, as indexes among the cells; -1 for none. */
export function phoneColumns(columns: TableDataColumn[], sort: string) {
  const first = (test: (column: TableDataColumn) => boolean) => columns.findIndex(test);
  const time = first((column) => column.kind === "time");
  const led = columns.some((column) => column.kind === "name" && column.id !== "name");
  const sorted = first((column) => column.id === sort && isNumeric(column.kind) && column.kind !== "time");
  const figure =
    sorted >= 0
      ? sorted
      : first((column) => column.kind === "ratio" || column.kind === "restarts" || column.kind === "number");
  return {
    name: first((column) => column.kind === "name"),
    status: first((column) => column.kind === "status"),
    // Where something else leads in the name's place, the sentence beside it says more than a state and a place.
    line: led
      ? first((column) => column.kind === "text" && column.id !== "namespace" && column.id !== "cluster")
      : -1,
    // And what it is about, which the name would have told.
    about: led ? first((column) => column.kind === "link") : -1,
    cluster: first((column) => column.id === "cluster"),
    figure,
    time,
  };
}
