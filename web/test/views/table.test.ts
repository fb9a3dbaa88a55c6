import { describe, expect, it } from "vitest";
import type {
  TableDataColumn,
  TableDataColumnKind,
  TableDataRow,
} from "../../src/protocol/generated/messages";
import { layOut } from "../../src/views/table/columns";
import { nextSort } from "../../src/views/table/Head";
import { fieldsHint } from "../../src/views/table/hint";
import { phoneColumns } from "../../src/views/table/PhoneRow";
import { locate } from "../../src/views/table/useActiveRow";
import { random } from "../random";

const column = (id: string, kind: TableDataColumnKind, priority: number, width: number | null = null) =>
  ({ id, title: id, kind, priority, sortable: true, width, about: null }) satisfies TableDataColumn;

const columns = [
  column("name", "name", 0),
  column("status", "status", 0, 150),
  column("restarts", "restarts", 1, 100),
  column("node", "link", 2, 130),
  column("ip", "code", 3, 120),
  column("age", "time", 1, 60),
];
const ids = (width: number, chosen = false) =>
  layOut(columns, width, {}, chosen, false).columns.map(({ column: { id } }) => id);

describe("the columns of a table", () => {
  it("become narrower before any gives way", () => {
    const wide = layOut(columns, 1000, {}, false, false);
    const tight = layOut(columns, 760, {}, false, false);
    expect(tight.columns).toHaveLength(wide.columns.length);
    expect(tight.width).toBeLessThanOrEqual(760);
  });

  it("give way by priority where there is no room, the last of the same first", () => {
    expect(ids(1000)).toEqual(["name", "status", "restarts", "node", "ip", "age"]);
    expect(ids(720)).toEqual(["name", "status", "restarts", "node", "age"]);
    expect(ids(600)).toEqual(["name", "status", "restarts", "age"]);
    expect(ids(500)).toEqual(["name", "status", "restarts"]);
    expect(ids(100)).toEqual(["name", "status"]);
  });

  it("fill the table and no more, at any width at which they fit", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const next = random(seed);
      const kinds: TableDataColumnKind[] = [
        "text",
        "code",
        "number",
        "status",
        "link",
        "tags",
        "capacity",
        "time",
      ];
      const some = [column("name", "name", 0)];
      for (let i = 0; i < 1 + next() * 8; i++) {
        const kind = kinds[Math.floor(next() * kinds.length)] ?? "text";
        some.push(
          column(
            `c${i}`,
            kind,
            1 + Math.floor(next() * 3),
            next() < 0.5 ? null : 40 + Math.floor(next() * 200),
          ),
        );
      }
      const available = 320 + Math.floor(next() * 2000);
      const { columns: kept, width, template } = layOut(some, available, {}, false, next() < 0.2);
      expect(width, `seed ${seed}`).toBeLessThanOrEqual(available);
      expect(kept[0]?.column.id).toBe("name");
      expect(template.split(" ")).toHaveLength(kept.length + 1);
    }
  });

  it("are cut short rather than hidden beside the details", () => {
    const beside = [
      column("name", "name", 0),
      column("namespace", "text", 0),
      column("cluster", "text", 0),
      column("ready", "ratio", 0),
      column("status", "status", 0),
      column("restarts", "restarts", 0),
      column("age", "time", 0),
    ];
    expect(layOut(beside, 777, {}, false, false).width).toBeLessThanOrEqual(777);
    expect(layOut(beside, 400, {}, false, false).width).toBeGreaterThan(400);
  });

  it("stay where a person chose them, and keep their place among the cells", () => {
    expect(ids(100, true)).toHaveLength(6);
    const { columns: kept } = layOut(columns, 600, {}, false, false);
    expect(kept.map(({ cell }) => cell)).toEqual([0, 1, 2, 5]);
  });

  it("are as wide as they were dragged, and wide enough for moments", () => {
    expect(layOut(columns, 2000, { status: 300 }, false, false).template).toContain(" 300px ");
    expect(layOut(columns, 2000, {}, false, true).template).toMatch(/172px$/);
  });

  it("sort figures from the largest and words from A, then the other way", () => {
    expect(nextSort(column("restarts", "restarts", 0), null)).toEqual({
      column: "restarts",
      descending: true,
    });
    expect(nextSort(column("name", "name", 0), null)).toEqual({ column: "name", descending: false });
    expect(nextSort(column("name", "name", 0), { column: "name", descending: false }).descending).toBe(true);
  });

  it("become two lines on a phone, with the figure that is sorted by", () => {
    expect(phoneColumns(columns, "restarts")).toMatchObject({
      name: 0,
      status: 1,
      figure: 2,
      time: 5,
      line: -1,
      about: -1,
    });
    expect(phoneColumns(columns.slice(0, 2), "name")).toMatchObject({
      name: 0,
      status: 1,
      figure: -1,
      time: -1,
    });
  });

  it("tell what they are about and the sentence on a phone where another column leads in the name's place", () => {
    const led = [
      column("type", "status", 0),
      column("reason", "name", 0, 160),
      column("message", "text", 0, 360),
      column("cluster", "text", 0),
      column("count", "number", 0),
      column("object", "link", 0),
    ];
    expect(phoneColumns(led, "type")).toEqual({
      name: 1,
      status: 0,
      line: 2,
      about: 5,
      cluster: 3,
      figure: 4,
      time: -1,
    });
  });

  it("give what is left over to the column that holds sentences", () => {
    const led = [
      column("reason", "name", 0, 160),
      column("message", "text", 0, 360),
      column("object", "link", 0, 200),
    ];
    const [, , message] = layOut(led, 1600, {}, false, false).template.match(/[^ ]+/g) ?? [];
    expect(Number.parseInt(message ?? "", 10)).toBeGreaterThan(800);
  });

  it("leave places wide enough for their names where it is tight", () => {
    const placed = [column("name", "name", 0), column("namespace", "text", 0), ...columns.slice(1)];
    const { template } = layOut(placed, 760, {}, false, false);
    expect(Number(/1fr\) (\d+)px/.exec(template)?.[1])).toBeGreaterThanOrEqual(116);
  });

  it("say in the placeholder what can be asked of them", () => {
    expect(fieldsHint({ columns, namespaced: true })).toBe("ns: status: label: restarts>3");
    expect(fieldsHint({ columns: [column("memory", "quantity", 0)], namespaced: false })).toBe(
      "label: memory>1",
    );
    expect(fieldsHint(null)).toBe("ns: label:");
  });
});

describe("the active row", () => {
  const row = (name: string) =>
    ({
      id: 1,
      ref: { cluster: "c", resource: "r", namespace: null, name },
      severity: "healthy",
      gone: false,
      cells: [],
    }) satisfies TableDataRow;
  const data = { offset: 10, rows: [row("a"), row("b"), row("c")] };

  it("follows its object when rows move", () => {
    const place = locate({ index: 11, key: null }, data);
    expect(locate(place, { offset: 10, rows: [row("b"), row("a"), row("c")] }).index).toBe(10);
  });

  it("keeps its place when its object leaves the window, and takes one up when the window comes", () => {
    const place = locate({ index: 12, key: null }, data);
    expect(locate(place, { offset: 50, rows: [row("z")] })).toBe(place);
    expect(locate({ index: 51, key: null }, { offset: 50, rows: [] })).toEqual({ index: 51, key: null });
  });
});
