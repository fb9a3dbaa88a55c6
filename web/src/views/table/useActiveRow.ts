import { useEffect, useState } from "react";
import type { ObjectRef, TableData, TableDataRow } from "../../protocol/generated/messages";
import { refKey } from "../../shell/address";

/** The row that keys act on. It stays with its object while rows move around it. */
export interface ActiveRow {
  /** -1 for none. */
  readonly index: number;
  /** null where there is none, or where its window has not come yet. */
  readonly row: TableDataRow | null;
  set(index: number): void;
  clear(): void;
}

interface Place {
  index: number;
  key: string | null;
}

const NONE: Place = { index: -1, key: null };

export function useActiveRow(data: TableData | null, open: ObjectRef | null): ActiveRow {
  const [place, setPlace] = useState<Place>(() => (open === null ? NONE : { index: -1, key: refKey(open) }));
  const now = data === null ? place : locate(place, data);

  useEffect(() => {
    if (now.index !== place.index || now.key !== place.key) {
      setPlace(now);
    }
  });

  return {
    index: now.index,
    row: data?.rows[now.index - data.offset] ?? null,
    set: (index) => setPlace({ index, key: null }),
    clear: () => setPlace(NONE),
  };
}

/** Where the object now is; one that left the window keeps its place, and a place without an object takes the one there. */
export function locate(place: Place, data: Pick<TableData, "offset" | "rows">): Place {
  if (place.key === null) {
    const row = place.index < 0 ? undefined : data.rows[place.index - data.offset];
    return row === undefined ? place : { index: place.index, key: refKey(row.ref) };
  }
  const key = place.key;
  const there = data.rows[place.index - data.offset];
  if (there !== undefined && refKey(there.ref) === key) {
    return place;
  }
  const found = data.rows.findIndex((row) => refKey(row.ref) === key);
  return found < 0 ? place : { index: data.offset + found, key };
}
