import { useEffect, useMemo, useRef, useState } from "react";
import type { ObjectRef, TableDataRow } from "../../protocol/generated/messages";
import { refKey, type TableAddress } from "../../shell/address";
import { navigate } from "../../shell/router";

/** More chosen rows than these are not kept in the address. */
const IN_ADDRESS = 50;

type Chosen = ReadonlyMap<string, ObjectRef>;

/** The rows a person has chosen. They stay chosen while they scroll out of view or stop matching. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly refs: ObjectRef[];
  toggle(row: TableDataRow, index: number): void;
  /** Chooses all rows from the last one toggled to this one, as far as they are loaded. */
  extend(index: number, rowAt: (index: number) => TableDataRow | undefined): void;
  set(rows: TableDataRow[]): void;
  clear(): void;
}

export function useSelection(address: TableAddress): Selection {
  const [chosen, setChosen] = useState<Chosen>(
    () => new Map(address.selected.map((ref) => [refKey(ref), ref])),
  );
  const anchor = useRef(0);
  const latest = useRef(address);
  latest.current = address;

  useEffect(() => {
    const selected = chosen.size <= IN_ADDRESS ? [...chosen.values()] : [];
    const before = latest.current.selected;
    if (selected.map(refKey).join() !== before.map(refKey).join()) {
      navigate({ ...latest.current, selected }, "replace");
    }
  }, [chosen]);

  const keys = useMemo(() => new Set(chosen.keys()), [chosen]);
  return {
    keys,
    refs: [...chosen.values()],
    toggle: (row, index) => {
      anchor.current = index;
      const key = refKey(row.ref);
      const next = new Map(chosen);
      if (!next.delete(key)) {
        next.set(key, row.ref);
      }
      setChosen(next);
    },
    extend: (index, rowAt) => {
      const next = new Map(chosen);
      for (let i = Math.min(anchor.current, index); i <= Math.max(anchor.current, index); i++) {
        const row = rowAt(i);
        if (row !== undefined) {
          next.set(refKey(row.ref), row.ref);
        }
      }
      setChosen(next);
    },
    set: (rows) => setChosen(new Map(rows.map((row) => [refKey(row.ref), row.ref]))),
    clear: () => setChosen(new Map()),
  };
}
