import {
  type CSSProperties,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { useText } from "../../i18n/text";
import type { TableData, ViewRequestSort } from "../../protocol/generated/messages";
import { refKey } from "../../shell/address";
import { ClusterTime } from "../../shell/ClusterTime";
import { rememberedRow, rememberRow } from "../../shell/router";
import { InGrid } from "../cell/Cell";
import { calmly } from "./calmly";
import type { Layout } from "./columns";
import { Head } from "./Head";
import { PhoneRow } from "./PhoneRow";
import { Placeholder, Row, type RowHandlers } from "./Row";
import { countOf, scrollTopFor, slabAt, windowFor } from "./window";

const OVERSCAN = 12;
/** The least time between two windows asked for, in milliseconds. */
const BETWEEN_WINDOWS = 60;

export interface GridProps {
  data: TableData;
  layout: Layout;
  phone: boolean;
  rowHeight: number;
  /** The active row, -1 for none. */
  current: number;
  chosen: ReadonlySet<string>;
  /** The clusters whose rows no longer follow. */
  stale: ReadonlySet<string> | "all";
  handlers: RowHandlers;
  scroller: RefObject<HTMLDivElement | null>;
  /** Changes when the rows are others, so that the table begins at its top again. */
  topic: string;
  onWindow: (window: { offset: number; limit: number }) => void;
  onSort: (sort: ViewRequestSort) => void;
  onWidth: (column: string, width: number | null) => void;
  onAll: () => void;
}

/** The rows, as an ARIA grid of which only those in view are in the page. */
export function Grid(props: GridProps) {
  const { data, layout, phone, rowHeight, current, chosen, stale, handlers, scroller, topic, onWindow } =
    props;
  const t = useText();
  const count = countOf(data);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(600);
  const head = phone ? 0 : 28;
  const view = { scrollTop, height, rowHeight, count };
  const slab = slabAt(view, OVERSCAN);
  const above = (slab.first - slab.base) * rowHeight;
  const wanted = windowFor(slab);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null) {
      const observer = new ResizeObserver(() => setHeight(element.clientHeight - head));
      observer.observe(element);
      return () => observer.disconnect();
    }
  }, [scroller, head]);

  useScrollMemory(scroller, topic, rowHeight, slab.firstVisible);

  useCalmly(onWindow, wanted.offset, wanted.limit);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a move of the active row scrolls, not the rows moving
  useLayoutEffect(() => {
    const target = current < 0 ? null : scrollTopFor(current, view);
    if (target !== null && scroller.current !== null) {
      scroller.current.scrollTop = target;
    }
  }, [current]);

  const rows = [];
  for (let index = slab.first; index < slab.end; index++) {
    const row = data.rows[index - data.offset];
    const id = `row-${index}`;
    if (row === undefined) {
      rows.push(<Placeholder key={id} id={id} index={index} layout={layout} current={index === current} />);
    } else {
      const isStale = stale === "all" || stale.has(row.ref.cluster);
      const shared = { row, index, id, layout, handlers, current: index === current, stale: isStale };
      rows.push(
        <ClusterTime key={row.id} cluster={row.ref.cluster}>
          {phone ? (
            <PhoneRow {...shared} columns={data.columns} sort={data.sort.column} />
          ) : (
            <Row {...shared} chosen={chosen.size > 0 && chosen.has(refKey(row.ref))} />
          )}
        </ClusterTime>,
      );
    }
  }
  const chosenHere = data.rows.filter((row) => chosen.has(refKey(row.ref))).length;
  const all = chosen.size === 0 ? "none" : chosenHere === data.rows.length ? "all" : "some";

  return (
    <div
      ref={scroller}
      className={phone ? "grid phonegrid" : "grid"}
      role="grid"
      tabIndex={0}
      aria-label={data.title}
      aria-rowcount={count}
      aria-multiselectable="true"
      aria-activedescendant={current >= slab.first && current < slab.end ? `row-${current}` : undefined}
      style={
        {
          "--cols": layout.template,
          "--least": phone ? "0" : `${layout.width}px`,
          "--rowh": `${rowHeight}px`,
        } as CSSProperties
      }
      onScroll={(event) => {
        const next = event.currentTarget.scrollTop;
        const { first, end, top } = slabAt({ ...view, scrollTop: next }, OVERSCAN);
        if (first !== slab.first || end !== slab.end || top !== slab.top) {
          // At once, so that the rows are there in the frame that is scrolled to.
          flushSync(() => setScrollTop(next));
        }
      }}
    >
      {!phone && (
        <Head
          layout={layout}
          sort={data.sort}
          all={all}
          onSort={props.onSort}
          onWidth={props.onWidth}
          onAll={props.onAll}
        />
      )}
      <div role="rowgroup" aria-label={t("table.rows")} className="rows" style={{ height: slab.total }}>
        <div className="slab" role="presentation" style={{ transform: `translateY(${slab.top - above}px)` }}>
          {/* Grows by the rows that leave above, so that the others stay where they were painted. */}
          <div role="presentation" style={{ height: above }} />
          <InGrid value={true}>{rows}</InGrid>
        </div>
      </div>
    </div>
  );
}

/** Asks for another window, at once but not more often than now and then while one scrolls through many. */
function useCalmly(ask: GridProps["onWindow"], offset: number, limit: number): void {
  const calm = useMemo(() => calmly(BETWEEN_WINDOWS, ask), [ask]);
  useEffect(() => calm.cancel, [calm]);
  useEffect(() => calm.say({ offset, limit }), [calm, offset, limit]);
}

/** Goes back to where the table was left when one comes back to it, and to its top when its rows are others. */
function useScrollMemory(
  scroller: RefObject<HTMLDivElement | null>,
  topic: string,
  rowHeight: number,
  firstVisible: number,
): void {
  const before = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (scroller.current !== null && before.current !== topic) {
      scroller.current.scrollTop = before.current === null ? rememberedRow() * rowHeight : 0;
      before.current = topic;
    }
  }, [scroller, topic, rowHeight]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (rememberedRow() !== firstVisible) {
        rememberRow(firstVisible);
      }
    }, 200);
    return () => clearTimeout(timer);
  }, [firstVisible]);
}
