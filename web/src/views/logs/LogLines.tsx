import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { formatNumber, useText } from "../../i18n/text";
import type { LogData } from "../../protocol/generated/messages";
import type { LogPlace } from "../../shell/logPlace";
import { calmly } from "../table/calmly";
import { scrollTopFor, slabAt, windowFor } from "../table/window";
import { LogLine } from "./LogLine";

const ROW = 19;
const OVERSCAN = 10;
const BETWEEN_WINDOWS = 60;

/**
 * The lines, of which only those in view are in the page. While it follows, it stays at its end; whoever scrolls up reads,
 * and nothing moves until they follow again.
 *
 * Where lines are wrapped their heights differ: the line at the top is then reckoned by number, and at the end the last lines
 * stand on the bottom.
 */
export function LogLines({
  data,
  place,
  follow,
  wrap,
  clock,
  sought,
  serial,
  scroller,
  onFollow,
  onWindow,
}: {
  data: LogData;
  place: LogPlace;
  follow: boolean;
  wrap: boolean;
  clock: boolean;
  /** Number of the line that was looked for, -1 for none, by the how manieth wish. */
  sought: number;
  serial: number;
  scroller: RefObject<HTMLDivElement | null>;
  onFollow: (follow: boolean) => void;
  onWindow: (window: { offset: number; limit: number }) => void;
}) {
  const t = useText();
  const count = data.head.totals.matched;
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(300);
  const view = { scrollTop: follow ? Number.MAX_SAFE_INTEGER : scrollTop, height, rowHeight: ROW, count };
  const slab = slabAt(view, OVERSCAN);
  const top = wrap && slab.first > 0 ? slab.firstVisible : slab.first;
  const wanted = windowFor(slab);
  /** All lines are drawn, so that the browser may lay them out. */
  const natural = wrap && slab.first === 0 && slab.end >= count;
  const atEnd = wrap && slab.end >= count && follow;
  const sources = useMemo(() => new Map(data.head.sources.map((source) => [source.id, source])), [data]);
  const several = data.head.sources.length > 1;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null) {
      const observer = new ResizeObserver(() => setHeight(element.clientHeight));
      observer.observe(element);
      return () => observer.disconnect();
    }
  }, [scroller]);

  const calm = useMemo(() => calmly(BETWEEN_WINDOWS, onWindow), [onWindow]);
  useEffect(() => calm.cancel, [calm]);
  useEffect(
    () => calm.say({ offset: wanted.offset, limit: wanted.limit }),
    [calm, wanted.offset, wanted.limit],
  );

  // Whatever came, the end stays in view.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (follow && element !== null) {
      element.scrollTop = element.scrollHeight;
    }
  });

  const led = useRef(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null && sought >= 0 && led.current !== serial) {
      led.current = serial;
      const now = { scrollTop: element.scrollTop, height, rowHeight: ROW, count };
      const target = scrollTopFor(sought, now);
      if (target !== null) {
        // A few lines around it are seen as well.
        const around = target < element.scrollTop ? -height / 3 : height / 3;
        element.scrollTop = Math.max(0, target + around);
      }
    }
  }, [sought, serial, height, count, scroller]);

  const stop = () => follow && onFollow(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (["ArrowUp", "PageUp", "Home"].includes(event.key)) {
      stop();
    } else if (event.key === "End") {
      event.preventDefault();
      onFollow(true);
    }
  };

  const lines = [];
  for (let index = top; index < slab.end; index++) {
    const line = data.lines[index - data.offset];
    lines.push(
      line === undefined ? (
        <div key={`wait-${index}`} className="log" />
      ) : (
        <LogLine
          key={line.id}
          line={line}
          source={several ? sources.get(line.source) : undefined}
          place={place}
          clock={clock}
          current={index === sought}
        />
      ),
    );
  }
  return (
    <div className="logsframe">
      <div
        ref={scroller}
        className={`logs ${wrap ? "wrap" : ""} ${clock ? "" : "noclock"} ${several ? "several" : ""}`}
        role="log"
        aria-live="off"
        aria-label={t("logs.lines", { n: formatNumber(count) })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
        tabIndex={0}
        onKeyDown={onKeyDown}
        onWheel={(event) => event.deltaY < 0 && stop()}
        onTouchMove={stop}
        onPointerDown={(event) => event.target === event.currentTarget && stop()}
        onScroll={(event) => {
          const next = event.currentTarget.scrollTop;
          if (!follow) {
            // At once, so that the lines are there in the frame that is scrolled to.
            flushSync(() => setScrollTop(next));
          } else {
            setScrollTop(next);
          }
        }}
      >
        <div className="loglines" style={natural ? undefined : { height: slab.total }}>
          <div
            className={natural ? "logslab natural" : "logslab"}
            style={
              natural
                ? undefined
                : atEnd
                  ? { bottom: 0 }
                  : { transform: `translateY(${wrap ? Math.min(scrollTop, slab.total) : slab.top}px)` }
            }
          >
            {lines}
          </div>
        </div>
      </div>
      {!follow && (
        <button type="button" className="btn s lognew" onClick={() => onFollow(true)}>
          {data.head.totals.held > 0
            ? t("logs.newLines", { count: data.head.totals.held })
            : t("logs.followAgain")}
        </button>
      )}
    </div>
  );
}
