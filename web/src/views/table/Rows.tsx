import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useMoments } from "../../design/ticker";
import { useText } from "../../i18n/text";
import type { ServerMessageFailure, TableData } from "../../protocol/generated/messages";
import type { TableAddress } from "../../shell/address";
import { navigate } from "../../shell/router";
import { Failed, Forbidden, NotServed, Refused } from "../states/Pages";
import { FailedStrip, Strips } from "../states/Strips";
import { believe } from "../states/sources";
import { layOut } from "./columns";
import { Empty, NoneMatch } from "./Empty";
import { GoneStrip, SelectionBar } from "./FootStrips";
import { Grid } from "./Grid";
import type { RowHandlers } from "./Row";
import type { ActiveRow } from "./useActiveRow";
import type { Selection } from "./useSelection";
import { useWidths } from "./widths";

const ROW = 28;
const TWO_LINES = 56;

interface Props {
  address: TableAddress;
  data: TableData | null;
  failure: ServerMessageFailure | null;
  /** The server is out of reach, so nothing here follows any more. */
  stale: boolean;
  phone: boolean;
  active: ActiveRow;
  selection: Selection;
  scroller: RefObject<HTMLDivElement | null>;
  handlers: RowHandlers;
  onWindow: (window: { offset: number; limit: number }) => void;
  onQuery: (query: string) => void;
  onDrop: () => void;
  /** Opens the logs of what is chosen; null where the kind has none. */
  onLogs: (() => void) | null;
}

/** The rows with what must be known about them; or, where there are none, which kind of none it is. */
export function Rows(props: Props) {
  const { data, failure, selection } = props;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const handlers = useStableHandlers(props.handlers);
  const belief = believe(data?.sources ?? []);
  const gone = data?.rows.filter((row) => row.gone).length ?? 0;
  return (
    <div className="rowsframe" ref={frame}>
      {data !== null && failure !== null && <FailedStrip failure={failure} />}
      {data !== null && <Strips belief={belief} />}
      {data === null && failure !== null ? (
        <Refused failure={failure} />
      ) : (
        width > 0 && <Body {...props} handlers={handlers} width={width} />
      )}
      {gone > 0 && <GoneStrip count={gone} onDrop={props.onDrop} />}
      {selection.refs.length > 0 && (
        <SelectionBar
          address={props.address}
          matched={data?.totals.matched ?? 0}
          selection={selection}
          onLogs={props.onLogs}
        />
      )}
    </div>
  );
}

function Body({ address, data, phone, stale, active, selection, width, ...rest }: Props & { width: number }) {
  const [widths, setWidth] = useWidths(address.resource);
  const moments = useMoments();
  const columns = data?.columns;
  const layout = useMemo(
    () => layOut(columns ?? [], width, widths, address.columns !== null, moments),
    [columns, width, widths, address.columns, moments],
  );
  if (data === null) {
    return <Waiting phone={phone} />;
  }
  const belief = believe(data.sources);
  if (data.rows.length === 0 && data.totals.matched === 0) {
    switch (belief.overall) {
      case "forbidden":
        return <Forbidden belief={belief} title={data.title} />;
      case "failed":
        return <Failed belief={belief} />;
      case "notServed":
        return <NotServed resource={data.resource} clusters={address.clusters} />;
      case "connecting":
      case "loading":
        return <Waiting phone={phone} />;
      default:
        if (data.totals.all > 0) {
          return <NoneMatch data={data} onQuery={rest.onQuery} />;
        }
        return <Empty data={data} namespaces={address.namespaces} />;
    }
  }
  const sorted = address.sort === null ? "" : `${address.sort.column} ${address.sort.descending}`;
  return (
    <Grid
      data={data}
      layout={layout}
      phone={phone}
      rowHeight={phone ? TWO_LINES : ROW}
      current={active.index}
      chosen={selection.keys}
      stale={stale ? "all" : new Set(belief.stale.map((source) => source.cluster))}
      handlers={rest.handlers}
      scroller={rest.scroller}
      topic={[address.query, sorted, address.namespaces.join(",")].join("\n")}
      onWindow={rest.onWindow}
      onSort={(sort) => navigate({ ...address, sort }, "replace")}
      onWidth={setWidth}
      onAll={() => (selection.refs.length > 0 ? selection.clear() : selection.set(data.rows))}
    />
  );
}

/** Before the first rows: a place for them, never "nothing here". */
function Waiting({ phone }: { phone: boolean }) {
  const t = useText();
  return (
    <div className={phone ? "waitrows phone" : "waitrows"} aria-busy="true">
      <span className="sr" role="status">
        {t("live.loading")}
      </span>
    </div>
  );
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (target !== null) {
      setWidth(target.clientWidth);
      // At once, so that no frame shows the columns of another width.
      const observer = new ResizeObserver(() => flushSync(() => setWidth(target.clientWidth)));
      observer.observe(target);
      return () => observer.disconnect();
    }
  }, [element]);
  return width;
}

/** Handlers that stay the same objects, so that rows are not drawn again because of them. */
function useStableHandlers(handlers: RowHandlers): RowHandlers {
  const latest = useRef(handlers);
  latest.current = handlers;
  return useMemo(
    () => ({
      onRow: (...args) => latest.current.onRow(...args),
      onBox: (...args) => latest.current.onBox(...args),
    }),
    [],
  );
}
