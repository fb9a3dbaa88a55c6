import type { RefObject } from "react";
import type { TableData, TableDataRow } from "../../protocol/generated/messages";
import { editOf, objectOf, SUMMARY, sameObject, type TableAddress } from "../../shell/address";
import { type Binding, useKeys } from "../../shell/keys";
import { navigate } from "../../shell/router";
import type { ActiveRow } from "./useActiveRow";
import type { Selection } from "./useSelection";

const PAGE = 20;

/** The keys of a table: rows, details, selection, query. */
export function useTableKeys({
  address,
  data,
  active,
  selection,
  input,
  scroller,
  rowAt,
  open,
  close,
  logs,
  shell,
  forward,
}: {
  address: TableAddress;
  data: TableData | null;
  active: ActiveRow;
  selection: Selection;
  input: RefObject<HTMLInputElement | null>;
  scroller: RefObject<HTMLDivElement | null>;
  rowAt: (index: number) => TableDataRow | undefined;
  open: (row: TableDataRow, tab?: string) => void;
  close: () => void;
  /** Opens the logs of the selection, or of the active row; null where the kind has none. */
  logs: (() => void) | null;
  /** Opens a terminal in the active row's object; null where the kind has none. */
  shell: ((row: TableDataRow) => void) | null;
  /** Forwards a port of the active row's object; null where the kind has none. */
  forward: ((row: TableDataRow) => void) | null;
}): void {
  const last = (data?.totals.matched ?? 0) - 1;
  const go = (index: number, event?: KeyboardEvent) => {
    const target = Math.max(0, Math.min(last, index));
    if (last < 0) {
      return;
    }
    active.set(target);
    if (event?.shiftKey === true) {
      selection.extend(target, rowAt);
    }
    const focused = document.activeElement;
    if (focused === null || focused === document.body) {
      scroller.current?.focus({ preventScroll: true });
    }
  };
  const down = (event: KeyboardEvent) => go(active.index + 1, event);
  const up = (event: KeyboardEvent) => go(active.index < 0 ? 0 : active.index - 1, event);
  const onRow = (run: (row: TableDataRow) => void) => () => {
    if (active.row !== null) {
      run(active.row);
    }
  };
  const bindings: Binding[] = [
    { keys: "/", about: "keys.query", run: () => input.current?.select() },
    { keys: "j", about: "keys.down", run: down },
    { keys: "k", about: "keys.up", run: up },
    { keys: "ArrowDown", about: null, quiet: true, run: down },
    { keys: "ArrowUp", about: null, quiet: true, run: up },
    { keys: "PageDown", about: null, quiet: true, run: () => go(active.index + PAGE) },
    { keys: "PageUp", about: null, quiet: true, run: () => go(active.index - PAGE) },
    { keys: "Home", about: null, quiet: true, run: () => go(0) },
    { keys: "End", about: null, quiet: true, run: () => go(last) },
    {
      keys: "Enter",
      about: "keys.open",
      quiet: true,
      run: onRow((row) =>
        sameObject(address.open, row.ref) ? navigate(objectOf(row.ref, address.tab)) : open(row, SUMMARY),
      ),
    },
    { keys: "d", about: "keys.details", run: onRow((row) => open(row, SUMMARY)) },
    { keys: "y", about: "keys.yaml", run: onRow((row) => open(row, "yaml")) },
    { keys: "e", about: "keys.edit", run: onRow((row) => navigate(editOf(row.ref))) },
    ...(logs === null ? [] : [{ keys: "l", about: "keys.logs" as const, run: logs }]),
    ...(forward === null ? [] : [{ keys: "f", about: "keys.port" as const, run: onRow(forward) }]),
    ...(shell === null ? [] : [{ keys: "s", about: "keys.shell" as const, run: onRow(shell) }]),
    {
      keys: "x",
      about: "keys.choose",
      run: (event) => {
        if (active.row !== null) {
          if (event.shiftKey) {
            selection.extend(active.index, rowAt);
          } else {
            selection.toggle(active.row, active.index);
          }
        }
      },
    },
    {
      keys: "Escape",
      about: "keys.close",
      run: () => {
        if (address.open !== null) {
          close();
        } else if (selection.refs.length > 0) {
          selection.clear();
        } else {
          active.clear();
        }
      },
    },
  ];
  useKeys(bindings);
}
