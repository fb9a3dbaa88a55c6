import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { Icon } from "../../design/Icon";
import { MenuButton } from "../../design/Menu";
import { formatNumber, useText } from "../../i18n/text";
import type { ObjectRef, TableDataRow } from "../../protocol/generated/messages";
import { useLink, useView } from "../../protocol/useView";
import { remember, remembered } from "../../settings";
import { createOf, objectOf, SUMMARY, sameObject, type TableAddress } from "../../shell/address";
import { openLogs, openTerminal } from "../../shell/dockTabs";
import { useKeys } from "../../shell/keys";
import { isPlain, Link } from "../../shell/Link";
import { logsOf } from "../../shell/logPlace";
import { itemOf, useNavigation } from "../../shell/navigation";
import { navigate, rememberedRow } from "../../shell/router";
import { terminalIn } from "../../shell/terminalPlace";
import { DetailsPane } from "../details/DetailsPane";
import { tells } from "../states/sources";
import { ChipLine } from "./ChipLine";
import { ColumnChooser } from "./ColumnChooser";
import { nextSort } from "./Head";
import { QueryBar } from "./QueryBar";
import { Rows } from "./Rows";
import { useActiveRow } from "./useActiveRow";
import { useSelection } from "./useSelection";
import { useTableKeys } from "./useTableKeys";
import { countOf } from "./window";

const ForwardDialog = lazy(() => import("../forwards/ForwardDialog"));

/** The page of a kind: query, rows, and the details of one of them beside. */
export function TablePage({ address, phone }: { address: TableAddress; phone: boolean }) {
  const t = useText();
  const { data: rail } = useNavigation();
  const [window, setWindow] = useState(() => ({ offset: Math.max(0, rememberedRow() - 50), limit: 100 }));
  const { clusters, namespaces, resource, query, sort, columns } = address;
  const { data, failure, view } = useView({
    type: "table",
    clusters,
    namespaces,
    resource,
    query,
    sort,
    ...window,
    columns,
  });
  const link = useLink();
  const active = useActiveRow(data, address.open);
  const selection = useSelection(address);
  const input = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const latest = useRef(address);
  latest.current = address;

  // Whoever typed a short name into the address gets the full one.
  const full = data?.resource ?? resource;
  useEffect(() => {
    if (full !== latest.current.resource) {
      navigate({ ...latest.current, resource: full }, "replace");
    }
  }, [full]);

  useRememberedColumns(address);
  useDropWhenAway(view?.dropGone);

  const onQuery = useCallback((next: string) => {
    setWindow({ offset: 0, limit: 100 });
    navigate({ ...latest.current, query: next }, "replace");
  }, []);
  const open = (row: TableDataRow, tab = latest.current.tab) =>
    phone
      ? navigate(objectOf(row.ref, tab))
      : navigate({ ...address, open: row.ref, tab }, address.open === null ? "push" : "replace");
  const close = () => {
    navigate({ ...address, open: null, tab: SUMMARY });
    scroller.current?.focus({ preventScroll: true }); // what had the focus may go with the details
  };
  const rowAt = (index: number) => data?.rows[index - data.offset];

  // The details follow the active row, wherever the keys lead it.
  const follows = active.row;
  useEffect(() => {
    const now = latest.current;
    if (follows !== null && now.open !== null && !sameObject(now.open, follows.ref)) {
      navigate({ ...now, open: follows.ref }, "replace");
    }
  }, [follows]);

  const chosen = selection.refs.length > 0 ? selection.refs : active.row === null ? [] : [active.row.ref];
  const showLogs = () => chosen.length > 0 && openLogs(logsOf(chosen));
  const inside = itemOf(rail, resource)?.logs === true;
  const logs = inside ? showLogs : null;
  const shell = inside ? (row: TableDataRow) => openTerminal(terminalIn(row.ref)) : null;
  const [forwarded, setForwarded] = useState<ObjectRef | null>(null);
  const forward = inside ? (row: TableDataRow) => setForwarded(row.ref) : null;
  useTableKeys({
    address,
    data,
    active,
    selection,
    input,
    scroller,
    rowAt,
    open,
    close,
    logs,
    shell,
    forward,
  });

  const create = createOf(address, clusters, namespaces);
  useKeys([{ keys: "c", about: "keys.create", run: () => create !== null && navigate(create) }]);
  const title = data?.title ?? itemOf(rail, resource)?.title ?? resource;
  const sortTitle = data?.columns.find((column) => column.id === data.sort.column)?.title ?? "";
  const count = data === null || !tells(data.sources) ? "" : formatNumber(data.totals.all);
  return (
    <div className="split">
      <section className="pane" aria-label={title}>
        {!phone && (
          <div className="phead">
            <h1 className="ell">{title}</h1>
            <span className="cnt">{count}</span>
            <span className="grow" />
            {create !== null && data !== null && (
              <Link className="btn s" to={create}>
                <Icon name="plus" small />
                {t("table.new")}
              </Link>
            )}
            {data !== null && (
              <ColumnChooser data={data} onColumns={(next) => chooseColumns(address, next)} />
            )}
          </div>
        )}
        <div className="qwrap">
          <QueryBar
            address={address}
            data={data}
            title={title}
            phone={phone}
            input={input}
            onQuery={onQuery}
            onLeave={() => {
              input.current?.blur();
              scroller.current?.focus();
            }}
          />
          {data !== null && (data.query.chips.length > 0 || phone) && (
            <ChipLine data={data} onQuery={onQuery} />
          )}
          {data === null && failure === null && (query !== "" || phone) && (
            <div className="chips">
              <div className="chiprow">{query !== "" && <span className="chip waiting" />}</div>
            </div>
          )}
          {phone && data !== null && (
            <div className="phonesort">
              <MenuButton
                className="btn q s"
                label={t("table.sortBy", { column: sortTitle })}
                items={data.columns.filter((c) => c.sortable).map((c) => ({ id: c.id, text: c.title }))}
                chosen={data.sort.column}
                onAction={(id) => {
                  const column = data.columns.find((c) => c.id === id);
                  if (column !== undefined) {
                    const now = data.sort.column === id ? data.sort : null;
                    navigate({ ...address, sort: nextSort(column, now) }, "replace");
                  }
                }}
              >
                {sortTitle}
                <Icon name={data.sort.descending ? "descending" : "ascending"} small />
              </MenuButton>
            </div>
          )}
        </div>
        <Rows
          address={address}
          data={data}
          failure={failure}
          stale={link.status === "lost"}
          phone={phone}
          active={active}
          selection={selection}
          scroller={scroller}
          onWindow={setWindow}
          onQuery={onQuery}
          onDrop={() => view?.dropGone()}
          onLogs={logs}
          handlers={{
            onRow: (row, index, event) => {
              active.set(index);
              if (event.shiftKey) {
                selection.extend(index, rowAt);
              } else if (event.metaKey || event.ctrlKey) {
                selection.toggle(row, index);
              } else if (isPlain(event)) {
                open(row);
              }
            },
            onBox: (row, index, event) =>
              event.shiftKey ? selection.extend(index, rowAt) : selection.toggle(row, index),
          }}
        />
      </section>
      {forwarded !== null && (
        <Suspense fallback={null}>
          <ForwardDialog target={forwarded} onClose={() => setForwarded(null)} />
        </Suspense>
      )}
      {address.open !== null && !phone && (
        <DetailsPane
          target={address.open}
          tab={address.tab}
          place={active.index < 0 || data === null ? null : { index: active.index, of: countOf(data) }}
          onTab={(tab) => navigate({ ...address, tab }, "replace")}
          onClose={close}
        />
      )}
    </div>
  );
}

const columnsKey = (resource: string) => `fresnel.columns.${resource}`;

function chooseColumns(address: TableAddress, columns: string[] | null): void {
  remember(columnsKey(address.resource), columns === null ? null : columns.join(","));
  navigate({ ...address, columns }, "replace");
}

/** An address that says nothing of columns gets those that the person chose last. */
function useRememberedColumns(address: TableAddress): void {
  const latest = useRef(address);
  latest.current = address;
  const silent = address.columns === null;
  useEffect(() => {
    const text = silent ? remembered(columnsKey(latest.current.resource)) : null;
    if (text !== null && text !== "") {
      navigate({ ...latest.current, columns: text.split(",") }, "replace");
    }
  }, [silent]);
}

/** Who looks at another tab has looked away: rows that no longer match may go. */
function useDropWhenAway(drop: (() => void) | undefined): void {
  useEffect(() => {
    const onChange = () => document.visibilityState === "hidden" && drop?.();
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, [drop]);
}
