import type { TableData } from "../../protocol/generated/messages";

/**
 * Which rows of very many are drawn. All rows are equally high, so that nothing has to be measured and the work does
 * not grow with their number (which is why no virtualising library is used: those keep a record a row).
 *
 * Browsers cannot make an element higher than some 17 to 33 million pixels. Beyond `TALLEST` the scroll bar stands for
 * more than one pixel a pixel: positions are stretched, and the rows drawn are shifted so that they still move one by one.
 */
export const TALLEST = 12_000_000;

/** How many rows there are to scroll through: those that match, and those that no longer do and stay for now. */
export function countOf({ totals, offset, rows }: Pick<TableData, "totals" | "offset" | "rows">): number {
  return Math.max(totals.matched, offset + rows.length);
}

/** So many rows have their places reckoned from the same one. */
const BLOCK = 1_000;

export interface Viewport {
  readonly scrollTop: number;
  /** Height in pixels of what is seen of the rows. */
  readonly height: number;
  readonly rowHeight: number;
  /** All rows, drawn or not. */
  readonly count: number;
}

export interface Slab {
  /** Height of the element that scrolls. */
  readonly total: number;
  /** First row drawn, and one after the last. */
  readonly first: number;
  readonly end: number;
  /** Where the first row stands in the element that scrolls. */
  readonly top: number;
  /** The row that the others' places are reckoned from: it stays while one scrolls, so that rows drawn need not move. */
  readonly base: number;
  /** The first row that is wholly in view. */
  readonly firstVisible: number;
}

/** What to draw at a scroll position, with so many rows more at either end. */
export function slabAt(view: Viewport, overscan: number): Slab {
  const full = view.count * view.rowHeight;
  const total = Math.min(full, TALLEST);
  const scrollTop = Math.max(0, Math.min(view.scrollTop, total - view.height));
  const top = scrollTop * stretch(full, total, view.height);
  const first = Math.max(0, Math.floor(top / view.rowHeight) - overscan);
  const base = Math.floor(first / BLOCK) * BLOCK;
  const end = Math.min(view.count, Math.ceil((top + view.height) / view.rowHeight) + overscan);
  return {
    total,
    first,
    end,
    top: first * view.rowHeight - top + scrollTop,
    base,
    firstVisible: Math.ceil(top / view.rowHeight),
  };
}

/** Where to scroll so that a row is wholly in view, moving as little as can be; null where it is already. */
export function scrollTopFor(row: number, view: Viewport): number | null {
  const full = view.count * view.rowHeight;
  const total = Math.min(full, TALLEST);
  const factor = stretch(full, total, view.height);
  const top = view.scrollTop * factor;
  const start = row * view.rowHeight;
  if (start < top) {
    return start / factor;
  }
  if (start + view.rowHeight > top + view.height) {
    return (start + view.rowHeight - view.height) / factor;
  }
  return null;
}

function stretch(full: number, total: number, height: number): number {
  return full === total || total <= height ? 1 : (full - height) / (total - height);
}

/** Windows asked of the server begin at multiples of this, so that scrolling a little asks for nothing. */
const STEP = 25;
const LARGEST = 500;

/** The window to ask for: what is drawn and about a screen more at either end. */
export function windowFor(slab: Slab): { offset: number; limit: number } {
  const shown = Math.max(1, slab.end - slab.first);
  const offset = Math.floor(Math.max(0, slab.first - shown) / STEP) * STEP;
  const limit = Math.ceil((slab.end + shown - offset) / STEP) * STEP;
  return { offset, limit: Math.min(LARGEST, Math.max(STEP * 2, limit)) };
}
