import {
  type CSSProperties,
  type KeyboardEvent,
  lazy,
  type PointerEvent,
  type ReactNode,
  Suspense,
  useEffect,
  useRef,
  useState,
} from "react";
import { Icon } from "../design/Icon";
import { shorten } from "../design/shorten";
import { useText } from "../i18n/text";
import type { Connection } from "../protocol/connection";
import { useConnection, useView } from "../protocol/useView";
import { remember, remembered } from "../settings";
import { settleDraft } from "../views/edit/drafts";
import { endTerminal } from "../views/terminal/endTerminal";
import type { Address } from "./address";
import {
  changeTab,
  chooseInDock,
  closeTab,
  type DockTab,
  type ForwardsTab,
  type LogsTab,
  makeDockSmall,
  nameOfTab,
  nameOfTask,
  setBeside,
  type TerminalTab,
  useDock,
} from "./dockTabs";
import { navigate } from "./router";
import { Outcome, TaskSteps } from "./TaskPanel";

const LogsPanel = lazy(() => import("../views/logs/LogsPanel"));
const ForwardsPanel = lazy(() => import("../views/forwards/ForwardsPanel"));
const TerminalPanel = lazy(() => import("../views/terminal/TerminalPanel"));

/** Objects of a task that need no more room than their lines. */
const FEW = 4;

/** A tab of the dock, whatever is behind it. */
interface Entry {
  readonly name: string;
  readonly head: ReactNode;
  /** What its closing is called; null where it cannot be closed yet. */
  readonly closing: { readonly label: string; run(): void } | null;
  /** The same as a page of its own, null where there is none. */
  readonly page: Address | null;
  /** Wants the dock's height; if not, it takes what it needs. */
  readonly tall: boolean;
  /** Tells of something that is done: that is looked at where nothing else was chosen. */
  readonly task: boolean;
  panel(): ReactNode;
}

/** What goes on while one looks elsewhere: at the bottom of every page, until it is closed. */
export function Dock() {
  const t = useText();
  const dock = useDock();
  const { data, view } = useView({ type: "tasks" });
  useEffect(() => {
    for (const { id, endedAt, done, total } of data?.tasks ?? []) {
      if (endedAt !== null) {
        settleDraft(id, done === total);
      }
    }
  }, [data]);
  const [height, setHeight] = useHeight();
  const connection = useConnection();
  const frame = useRef<HTMLElement>(null);
  const entries: Entry[] = [
    ...dock.tabs.map((tab) => entryOf(tab, dock.opened, t, connection)),
    ...(data?.tasks ?? []).slice(0, 6).map((task) => ({
      name: nameOfTask(task.id),
      head: <Outcome task={task} />,
      closing:
        task.endedAt === null
          ? null
          : {
              label: t("dock.dismiss", { title: task.title }),
              run: () => view?.act({ type: "dismiss", task: task.id }),
            },
      page: null,
      tall: task.steps.length > FEW,
      task: true,
      panel: () => <TaskSteps task={task} onAct={(act) => view?.act(act)} />,
    })),
  ];
  const newest = entries.find(({ task }) => task) ?? entries[0];
  const shown = entries.find(({ name }) => name === dock.chosen) ?? newest;
  if (shown === undefined) {
    return null;
  }
  const { small } = dock;
  const page = shown.page;
  const beside = entries.find(({ name, tall }) => tall && name === dock.beside && name !== shown.name);
  const panels = beside === undefined ? [shown] : [beside, shown];
  return (
    <section
      ref={frame}
      className={`dock ${small ? "small" : ""} ${shown.tall && !small ? "tall" : ""}`}
      aria-label={t("dock.title")}
      style={{ "--dock-h": `${height}px` } as CSSProperties}
    >
      {shown.tall && !small && <Sash frame={frame} height={height} onHeight={setHeight} />}
      <div className="dtabs">
        <div className="dlist">
          {entries.map(({ name, head, closing }) => (
            <div key={name} className={name === shown.name && !small ? "dtab on" : "dtab"}>
              <button
                type="button"
                className="dname"
                aria-pressed={name === shown.name && !small}
                onClick={() => chooseInDock(name)}
              >
                {head}
              </button>
              {closing !== null && (
                <button type="button" className="btn q s ic" aria-label={closing.label} onClick={closing.run}>
                  <Icon name="close" small />
                </button>
              )}
            </div>
          ))}
        </div>
        <span className="grow" />
        {shown.tall && !small && entries.filter(({ tall }) => tall).length > 1 && (
          <button
            type="button"
            className="btn q s ic"
            aria-label={t("dock.beside")}
            title={t("dock.beside")}
            aria-pressed={dock.beside !== null}
            onClick={() => {
              const other = entries.find(({ name, tall }) => tall && name !== shown.name);
              setBeside(dock.beside === null ? (other?.name ?? null) : null);
            }}
          >
            <Icon name="columns" small />
          </button>
        )}
        {page !== null && !small && (
          <button
            type="button"
            className="btn q s ic"
            aria-label={t("dock.page")}
            title={t("dock.page")}
            onClick={() => {
              navigate(page);
              makeDockSmall(true);
            }}
          >
            <Icon name="expand" small />
          </button>
        )}
        <button
          type="button"
          className="btn q s ic"
          aria-label={small ? t("dock.open") : t("dock.small")}
          title={small ? t("dock.open") : t("dock.small")}
          onClick={() => makeDockSmall(!small)}
        >
          <Icon name={small ? "ascending" : "minus"} small />
        </button>
      </div>
      {!small && (
        <div className="dpanels">
          {panels.map(({ name, panel }) => (
            <Suspense fallback={<div className="grow" />} key={name}>
              {panel()}
            </Suspense>
          ))}
        </div>
      )}
    </section>
  );
}

/** How each kind of tab is drawn: a new kind is a case here and in `DockTab`. */
function entryOf(tab: DockTab, opened: number, t: ReturnType<typeof useText>, connection: Connection): Entry {
  switch (tab.kind) {
    case "logs":
      return logsEntry(tab, opened, t);
    case "terminal":
      return terminalEntry(tab, opened, t, connection);
    case "forwards":
      return forwardsEntry(tab, t);
  }
}

function forwardsEntry(tab: ForwardsTab, t: ReturnType<typeof useText>): Entry {
  return {
    name: nameOfTab(tab),
    head: (
      <span className="rowf">
        <Icon name="plug" small />
        {t("forward.list")}
      </span>
    ),
    closing: { label: t("dock.close", { title: t("forward.list") }), run: () => closeTab(tab.id) },
    page: null,
    task: false,
    tall: true,
    panel: () => <ForwardsPanel />,
  };
}

function terminalEntry(
  tab: TerminalTab,
  opened: number,
  t: ReturnType<typeof useText>,
  connection: Connection,
): Entry {
  const { place } = tab;
  const title = place.container === "" ? place.ref.name : `${place.ref.name}/${place.container}`;
  return {
    name: nameOfTab(tab),
    head: (
      <span className="rowf" title={t("terminal.of", { name: title })}>
        <Icon name="terminal" small />
        <span className="mono ell">{shorten(title, 26)}</span>
      </span>
    ),
    closing: {
      label: t("dock.close", { title }),
      run: () => {
        endTerminal(connection, place);
        closeTab(tab.id);
      },
    },
    page: null,
    task: false,
    tall: true,
    panel: () => (
      <TerminalPanel
        key={place.session}
        place={place}
        opened={opened}
        onPlace={(next) =>
          changeTab(tab.id, (old) => (old.kind === "terminal" ? { ...old, place: next } : old))
        }
      />
    ),
  };
}

function logsEntry(tab: LogsTab, opened: number, t: ReturnType<typeof useText>): Entry {
  const [first] = tab.place.objects;
  const more = tab.place.objects.length - 1;
  const title = `${first?.name ?? ""}${more > 0 ? ` +${more}` : ""}`;
  return {
    name: nameOfTab(tab),
    head: (
      <span className="rowf" title={t("logs.of", { name: title })}>
        <Icon name="lines" small />
        <span className="mono ell">{shorten(title, 26)}</span>
      </span>
    ),
    closing: { label: t("dock.close", { title }), run: () => closeTab(tab.id) },
    page: { page: "logs", place: tab.place },
    tall: true,
    task: false,
    panel: () => (
      <LogsPanel
        place={tab.place}
        opened={opened}
        onPlace={(place) => changeTab(tab.id, (old) => (old.kind === "logs" ? { ...old, place } : old))}
      />
    ),
  };
}

const LOWEST = 120;
const STEP = 24;
const HEIGHT_KEY = "fresnel.dock.height";

function useHeight(): [number, (height: number) => void] {
  const [height, setHeight] = useState(() => Number(remembered(HEIGHT_KEY)) || 300);
  const set = (next: number) => {
    const bounded = Math.round(Math.max(LOWEST, Math.min(window.innerHeight * 0.8, next)));
    setHeight(bounded);
    remember(HEIGHT_KEY, String(bounded));
  };
  return [height, set];
}

/** The line above the dock: dragged, or moved by the arrow keys. */
function Sash({
  frame,
  height,
  onHeight,
}: {
  frame: { readonly current: HTMLElement | null };
  height: number;
  onHeight: (height: number) => void;
}) {
  const t = useText();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowUp" ? STEP : event.key === "ArrowDown" ? -STEP : 0;
    if (step !== 0) {
      event.preventDefault();
      onHeight(height + step);
    }
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId) && frame.current !== null) {
      onHeight(frame.current.getBoundingClientRect().bottom - event.clientY);
    }
  };
  return (
    <div
      className="dsash"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={t("dock.resize")}
      aria-valuenow={height}
      aria-valuemin={LOWEST}
      aria-valuemax={Math.round(window.innerHeight * 0.8)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    />
  );
}
