import { describe, expect, it } from "vitest";
import type { TableData, TableDataDelta, TableDataRow } from "../../src/protocol/generated/messages";
import { applyDelta, UnfitDelta } from "../../src/protocol/table";
import { random } from "../random";

function row(id: number, version = 0): TableDataRow {
  const ref = { cluster: "c", resource: "r", namespace: "n", name: `row-${id}` };
  return { id, ref, severity: "healthy", gone: false, cells: [{ type: "amount", value: version }] };
}

function table(rows: TableDataRow[], offset = 0): TableData {
  return {
    type: "tableData",
    resource: "r",
    title: "Rs",
    kindTitle: "R",
    about: null,
    namespaced: true,
    columns: [],
    allColumns: [],
    sort: { column: "name", descending: false },
    query: { text: "", chips: [], error: null },
    totals: { all: rows.length, matched: rows.length, bySeverity: {} },
    offset,
    rows,
    sources: [],
  };
}

const still: TableDataDelta = {
  type: "delta",
  totals: null,
  query: null,
  offset: 0,
  order: null,
  rows: [],
  sources: null,
};

describe("applyDelta", () => {
  it("keeps rows as they are when only totals change", () => {
    const before = table([row(1), row(2)]);
    const after = applyDelta(before, { ...still, totals: { all: 9, matched: 2, bySeverity: {} } });
    expect(after.rows).toBe(before.rows);
    expect(after.totals.all).toBe(9);
  });

  it("replaces changed rows and keeps the identity of the others", () => {
    const before = table([row(1), row(2), row(3)]);
    const after = applyDelta(before, { ...still, rows: [row(2, 7)] });
    expect(after.rows.map((r) => r.cells)).toEqual([row(1), row(2, 7), row(3)].map((r) => r.cells));
    expect(after.rows[0]).toBe(before.rows[0]);
  });

  it("refuses an order with a row nobody sent", () => {
    expect(() => applyDelta(table([row(1)]), { ...still, order: [1, 2] })).toThrow(UnfitDelta);
  });

  it("follows a server through any sequence of changes and scrolls", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const next = random(seed);
      let all = Array.from({ length: 30 }, (_, i) => row(i));
      let lastId = 30;
      let offset = 0;
      const window = () => all.slice(offset, offset + 8);
      let drawn = table(window(), offset);
      for (let step = 0; step < 40; step++) {
        const before = window();
        const changes = 1 + Math.floor(next() * 4);
        for (let i = 0; i < changes; i++) {
          const at = Math.floor(next() * all.length);
          const kind = next();
          if (kind < 0.3) {
            all = all.toSpliced(at, 0, row(lastId++));
          } else if (kind < 0.5 && all.length > 1) {
            all = all.toSpliced(at, 1);
          } else if (kind < 0.8) {
            all = all.with(at, row(all[at]?.id ?? 0, Math.floor(next() * 1000)));
          } else {
            offset = Math.floor(next() * all.length);
          }
        }
        const after = window();
        const ids = after.map((r) => r.id);
        const sameOrder = before.length === ids.length && before.every((r, i) => r.id === ids[i]);
        drawn = applyDelta(drawn, {
          ...still,
          offset,
          order: sameOrder ? null : ids,
          rows: after.filter((r) => !before.includes(r)),
        });
        expect(drawn.rows, `seed ${seed}, step ${step}`).toEqual(after);
        expect(drawn.offset).toBe(offset);
      }
    }
  });
});
