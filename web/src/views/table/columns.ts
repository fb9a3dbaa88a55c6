import type { TableDataColumn, TableDataColumnKind } from "../../protocol/generated/messages";

/** The width of each kind of cell and the least it can do with, in pixels, and its share of what is left over. */
const KINDS: Record<TableDataColumnKind, { width: number; least: number; share: number }> = {
  name: { width: 220, least: 220, share: 3 },
  text: { width: 116, least: 96, share: 2 },
  code: { width: 120, least: 96, share: 1 },
  number: { width: 64, least: 52, share: 0 },
  flag: { width: 56, least: 48, share: 0 },
  time: { width: 68, least: 68, share: 0 },
  duration: { width: 76, least: 68, share: 0 },
  status: { width: 190, least: 188, share: 1 },
  ratio: { width: 60, least: 52, share: 0 },
  restarts: { width: 128, least: 68, share: 0 },
  quantity: { width: 84, least: 68, share: 0 },
  link: { width: 130, least: 104, share: 1 },
  links: { width: 150, least: 104, share: 1 },
  tags: { width: 150, least: 104, share: 1 },
  capacity: { width: 108, least: 72, share: 0 },
};

/** The check box, and the space at both ends of a row. */
const CHECK_BOX = 24;
const EDGES = 16;
const CELL_PADDING = 16;
const SCROLL_BAR = 14;
const ARROW = 15;
/** Width of a character in the names' face at their size, letter spacing included. */
const MONO = 7.08;
export const NARROWEST = 44;
/** As wide as a moment written out; ages need less. */
const MOMENT = 172;
/** Columns that say where a row is: no wider than most such names, and never so narrow that those are cut. */
const PLACES = new Set(["cluster", "namespace"]);
const PLACE = 124;
const LEAST_PLACE = 116;
/** What names, states and links are cut to before a table scrolls sideways and hides whole columns. */
const TIGHTEST: Partial<Record<TableDataColumnKind, number>> = { name: 150, status: 136, link: 84 };
/** A column that asks for so much holds sentences: it takes most of what is left over. */
const SENTENCES = 300;
/** Room for all but the longest names. */
const LONG_NAME = 400;

export interface Layout {
  /** The columns that are drawn, with their place among the row's cells. */
  readonly columns: readonly { readonly column: TableDataColumn; readonly cell: number }[];
  /** For `grid-template-columns`. */
  readonly template: string;
  /** The least width of a row; wider than the table where it has to scroll sideways. */
  readonly width: number;
  /** How many characters of a name fit in the name's column: its face is monospaced. */
  readonly nameLength: number;
}

interface Drawn {
  readonly column: TableDataColumn;
  readonly cell: number;
  readonly least: number;
  readonly width: number;
}

/**
 * Which columns fit, and how wide they are. Where there is no room all become narrower first, then those of low priority
 * give way, last first; what a person chose or dragged stays. Where that is not enough names and states are cut short, and
 * at last the table scrolls sideways.
 *
 * @param available the table's width in pixels
 * @param widths what the person dragged columns to, by id
 * @param chosen whether the person chose the columns
 * @param moments whether times are told as moments instead of ages
 */
export function layOut(
  columns: TableDataColumn[],
  available: number,
  widths: Readonly<Record<string, number>>,
  chosen: boolean,
  moments: boolean,
): Layout {
  let kept: Drawn[] = columns.map((column, cell) => {
    const width = wished(column, widths, moments);
    return { column, cell, width, least: Math.min(width, leastOf(column, width, widths)) };
  });
  while (!chosen && sum(kept, "least") > available) {
    const worst = Math.max(...kept.map(({ column }) => column.priority));
    const last = kept.findLastIndex(({ column }) => column.priority === worst);
    if (worst <= 0 || last < 0) {
      break;
    }
    kept = kept.toSpliced(last, 1);
  }
  if (sum(kept, "least") > available) {
    kept = tightened(kept, available, widths);
  }
  const tight = sum(kept, "width") > available;
  const drawn = tight ? narrow(kept, available) : widen(kept, available, widths);
  const name = drawn.find(({ column }) => column.kind === "name");
  return {
    columns: drawn,
    nameLength: Math.floor(((name?.width ?? 0) - CELL_PADDING) / MONO),
    // The name takes what rounding and an absent scroll bar leave over.
    template: [
      `${CHECK_BOX}px`,
      ...drawn.map(({ column, least, width }) =>
        column === name?.column && widths[column.id] === undefined ? `minmax(${least}px,1fr)` : `${width}px`,
      ),
    ].join(" "),
    width: Math.min(sum(drawn, "width"), Math.max(available, sum(drawn, "least"))),
  };
}

function sum(drawn: readonly Drawn[], of: "width" | "least"): number {
  return EDGES + CHECK_BOX + drawn.reduce((all, column) => all + column[of], 0);
}

/** Takes what is missing from the columns that can be read when they are cut short, as far as they can be. */
function tightened(kept: Drawn[], available: number, widths: Readonly<Record<string, number>>): Drawn[] {
  const spare = ({ column, least }: Drawn) => {
    const tightest = widths[column.id] === undefined ? TIGHTEST[column.kind] : undefined;
    return tightest === undefined
      ? 0
      : Math.max(0, least - Math.max(tightest, titleWidth(column.title) - ARROW));
  };
  const all = kept.reduce((total, drawn) => total + spare(drawn), 0);
  const part = all === 0 ? 0 : Math.min(1, (sum(kept, "least") + SCROLL_BAR - available) / all);
  return kept.map((drawn) => ({ ...drawn, least: Math.floor(drawn.least - spare(drawn) * part) }));
}

/** All give up the same part of what they can do without. */
function narrow(kept: Drawn[], available: number): Drawn[] {
  const least = sum(kept, "least");
  const part = Math.max(0, (available - SCROLL_BAR - least) / (sum(kept, "width") - least));
  return kept.map((column) => ({
    ...column,
    width: Math.floor(column.least + (column.width - column.least) * part),
  }));
}

/** What is left over is shared out; names take no more than they need while others could use it. */
function widen(kept: Drawn[], available: number, widths: Readonly<Record<string, number>>): Drawn[] {
  const left = Math.max(0, available - SCROLL_BAR - sum(kept, "width"));
  const share = ({ column }: Drawn) => shareOf(column, widths);
  const shares = kept.reduce((all, drawn) => all + share(drawn), 0);
  const name = kept.find(({ column }) => column.kind === "name");
  const nameShare = name === undefined ? 0 : share(name);
  const even = shares === 0 ? 0 : (left * nameShare) / shares;
  const alone = shares === nameShare;
  const nameExtra = name === undefined || alone ? even : Math.min(even, Math.max(0, LONG_NAME - name.width));
  return kept.map((drawn) => {
    const others = alone ? 0 : ((left - nameExtra) * share(drawn)) / (shares - nameShare);
    return { ...drawn, width: Math.floor(drawn.width + (drawn === name ? nameExtra : others)) };
  });
}

function shareOf(column: TableDataColumn, widths: Readonly<Record<string, number>>): number {
  if (widths[column.id] !== undefined) {
    return 0;
  }
  const { id, kind, width } = column;
  const knowsItsWidth = PLACES.has(id) || (width !== null && width < SENTENCES);
  return KINDS[kind].share * (knowsItsWidth ? 0.2 : 1);
}

function wished(column: TableDataColumn, widths: Readonly<Record<string, number>>, moments: boolean): number {
  if (column.kind === "time") {
    const age = widths[column.id] ?? Math.max(column.width ?? KINDS.time.width, titleWidth(column.title));
    return moments ? MOMENT : Math.max(age, KINDS.time.width);
  }
  const own = PLACES.has(column.id) ? PLACE : (column.width ?? KINDS[column.kind].width);
  return widths[column.id] ?? Math.max(own, titleWidth(column.title));
}

function leastOf(column: TableDataColumn, width: number, widths: Readonly<Record<string, number>>): number {
  const rigid = widths[column.id] !== undefined || column.kind === "time";
  const least = PLACES.has(column.id) ? LEAST_PLACE : KINDS[column.kind].least;
  return rigid ? width : Math.max(least, titleWidth(column.title) - ARROW);
}

/** About as wide as a head is with its arrow; wide characters count twice. */
function titleWidth(title: string): number {
  const units = Array.from(title).reduce(
    (sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1),
    0,
  );
  return Math.ceil(units * 6.6) + CELL_PADDING + ARROW;
}
