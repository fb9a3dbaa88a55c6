import { describe, expect, it } from "vitest";
import { scrollTopFor, slabAt, TALLEST, windowFor } from "../../src/views/table/window";
import { random } from "../random";

describe("the rows drawn", () => {
  it("are those in view and some more", () => {
    const slab = slabAt({ scrollTop: 2800, height: 560, rowHeight: 28, count: 1000 }, 5);
    expect(slab).toEqual({ total: 28000, first: 95, end: 125, top: 2660, base: 0, firstVisible: 100 });
  });

  it("fill the view at any scroll position, however many there are", () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const next = random(seed);
      const rowHeight = next() < 0.5 ? 28 : 56;
      const count = Math.floor(10 ** (next() * 7));
      const height = 100 + Math.floor(next() * 1500);
      const total = slabAt({ scrollTop: 0, height, rowHeight, count }, 0).total;
      expect(total).toBeLessThanOrEqual(TALLEST);
      const scrollTop = next() * Math.max(0, total - height);
      const slab = slabAt({ scrollTop, height, rowHeight, count }, 3);
      const bottom = slab.top + (slab.end - slab.first) * rowHeight;
      expect(slab.top, `seed ${seed}`).toBeLessThanOrEqual(scrollTop + 0.01);
      expect(bottom, `seed ${seed}`).toBeGreaterThanOrEqual(Math.min(scrollTop + height, total) - 0.01);
    }
  });

  it("stay where they are while others come and go", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const next = random(seed);
      const view = { height: 600, rowHeight: 28, count: 30 + Math.floor(next() * 300_000) };
      const scrollTop = next() * (view.count * 28 - 600);
      const before = slabAt({ ...view, scrollTop }, 12);
      const after = slabAt({ ...view, scrollTop: scrollTop + next() * 300 }, 12);
      // What moves the rows is the place of the one they are reckoned from.
      const origin = (slab: typeof before) => slab.top - (slab.first - slab.base) * 28;
      if (before.base === after.base) {
        expect(origin(after), `seed ${seed}`).toBeCloseTo(origin(before), 6);
      }
    }
  });

  it("end with the last row at the end of the scroll bar", () => {
    const view = { height: 700, rowHeight: 28, count: 5_000_000, scrollTop: TALLEST - 700 };
    const slab = slabAt(view, 0);
    expect(slab.end).toBe(view.count);
    expect(slab.top + (slab.end - slab.first) * 28).toBeCloseTo(TALLEST, 0);
  });

  it("come into view when asked for, and only then does the table scroll", () => {
    for (let seed = 1; seed <= 500; seed++) {
      const next = random(seed);
      const count = 1 + Math.floor(10 ** (next() * 6.5));
      const view = { height: 600, rowHeight: 28, count };
      const { total } = slabAt({ ...view, scrollTop: 0 }, 0);
      const scrollTop = next() * Math.max(0, total - view.height);
      const row = Math.floor(next() * count);
      const target = scrollTopFor(row, { ...view, scrollTop }) ?? scrollTop;
      const slab = slabAt({ ...view, scrollTop: target }, 0);
      expect(slab.first, `seed ${seed}`).toBeLessThanOrEqual(row);
      expect(slab.end, `seed ${seed}`).toBeGreaterThan(row);
    }
  });
});

describe("the window asked of the server", () => {
  it("holds what is drawn, and does not change with each row scrolled", () => {
    const view = { height: 560, rowHeight: 28, count: 100_000 };
    const asked = new Set<string>();
    for (let scrollTop = 0; scrollTop < 28_000; scrollTop += 28) {
      const slab = slabAt({ ...view, scrollTop }, 10);
      const { offset, limit } = windowFor(slab);
      expect(offset).toBeLessThanOrEqual(slab.first);
      expect(offset + limit).toBeGreaterThanOrEqual(slab.end);
      expect(limit).toBeLessThanOrEqual(500);
      asked.add(`${offset} ${limit}`);
    }
    expect(asked.size).toBeLessThan(120);
  });
});
