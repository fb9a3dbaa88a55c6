import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { PHONE, useMedia } from "../../design/media";
import { sayPhrase, useText } from "../../i18n/text";
import type { LogData, ViewRequestSeek } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { createSetting, useSetting } from "../../settings";
import { refKey } from "../../shell/address";
import { type Binding, nameOf, useKeys } from "../../shell/keys";
import type { LogPlace } from "../../shell/logPlace";
import { Refused } from "../states/Pages";
import { FailedStrip, Strips } from "../states/Strips";
import { believe } from "../states/sources";
import { Bars } from "./Bars";
import { LogBar } from "./LogBar";
import { LogLines } from "./LogLines";

const wrapSetting = createSetting<"on" | "off">("logs.wrap", "off", (text) =>
  text === "on" || text === "off" ? text : null,
);
const clockSetting = createSetting<"on" | "off">("logs.time", "on", (text) =>
  text === "on" || text === "off" ? text : null,
);

interface Props {
  place: LogPlace;
  /** Counts up when it is opened by hand: it then takes the focus. */
  opened: number;
  onPlace: (place: LogPlace) => void;
}

/** Logs of some objects: what is read, what is looked for, and the lines. In the dock or as a page. */
export default function LogsPanel(props: Props) {
  const { objects, containers, previous, since, tail } = props.place;
  // Other lines are another view, with nothing of this one in it.
  const key = JSON.stringify([objects.map(refKey), containers, previous, since, tail]);
  return <Panel key={key} {...props} />;
}

/** Lines about a line that one was led to by its address are read from a little before it. */
const BEFORE_LINE = 120;

function Panel({ place, opened, onPlace }: Props) {
  const t = useText();
  const phone = useMedia(PHONE);
  const wrap = useSetting(wrapSetting) === "on" || phone;
  const clock = useSetting(clockSetting) === "on";
  const [follow, setFollow] = useState(true);
  const [window, setWindow] = useState({ offset: 0, limit: 100 });
  const [seek, setSeek] = useState<ViewRequestSeek | null>(null);
  const [focused, setFocused] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const which = useWhich(place);
  const { data, failure } = useView({
    type: "logs",
    objects: place.objects,
    which,
    filter: place.filter,
    levels: place.levels,
    from: null,
    to: null,
    find: place.find,
    columns: place.columns,
    follow,
    ...window,
    seek,
  });
  const sought = data !== null && data.head.find.serial === (seek?.serial ?? 0) ? data.head.find.line : -1;

  const go = (next: Omit<ViewRequestSeek, "serial">) => {
    setFollow(false);
    setSeek({ ...next, serial: (seek?.serial ?? 0) + 1 });
  };
  const findNext = (backward: boolean) => go({ line: sought, backward, at: null });
  useGoToLine(place.at, data, (at) => go({ line: -1, backward: false, at }));

  const ready = data !== null;
  useEffect(() => {
    if (opened > 0 && ready) {
      scroller.current?.focus({ preventScroll: true });
    }
  }, [opened, ready]);

  const bindings: Binding[] = [
    { keys: "/", about: "logs.keyFind", run: () => find.current?.select() },
    { keys: "n", about: "logs.keyNext", run: (event) => place.find !== "" && findNext(event.shiftKey) },
    { keys: "f", about: "logs.keyFollow", run: () => setFollow(!follow) },
    { keys: "w", about: "logs.keyWrap", run: () => wrapSetting.set(wrap ? "off" : "on") },
    { keys: "t", about: "logs.keyTime", run: () => clockSetting.set(clock ? "off" : "on") },
    { keys: "Escape", about: "logs.keyLeave", run: leave },
  ];
  useKeys(focused ? bindings : []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.target instanceof HTMLInputElement) {
      return;
    }
    const binding = bindings.find(({ keys }) => keys === nameOf(event));
    if (binding !== undefined) {
      event.preventDefault();
      binding.run(event.nativeEvent);
    }
  };

  const belief = believe(data?.head.states ?? []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys for all that is within, as for a page
    <div
      ref={panel}
      className="logpanel"
      onKeyDown={onKeyDown}
      onFocus={() => setFocused(true)}
      onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
    >
      <LogBar
        place={place}
        head={data?.head ?? null}
        request={{ follow, wrap, clock }}
        find={find}
        onPlace={onPlace}
        onFollow={setFollow}
        onWrap={() => wrapSetting.set(wrap ? "off" : "on")}
        onFind={findNext}
        onLeave={() => scroller.current?.focus({ preventScroll: true })}
      />
      {data !== null && data.head.problem !== null && (
        <p className="logproblem fail" role="status">
          {sayPhrase(data.head.problem)}
        </p>
      )}
      {data !== null && failure !== null && <FailedStrip failure={failure} />}
      {data !== null && <Strips belief={belief} />}
      {data === null && failure !== null && <Refused failure={failure} />}
      {data !== null && data.head.bars.bars.length > 1 && (
        <Bars bars={data.head.bars} onTime={(at) => go({ line: -1, backward: false, at: `${at}000000` })} />
      )}
      {data === null ? (
        <div className="grow" aria-busy="true" />
      ) : (
        <LogLines
          data={data}
          place={place}
          follow={follow}
          wrap={wrap}
          clock={clock && !phone}
          sought={sought}
          serial={seek?.serial ?? 0}
          scroller={scroller}
          onFollow={setFollow}
          onWindow={setWindow}
        />
      )}
      <span className="sr" role="status">
        {data !== null && data.head.totals.matched === 0 && t("logs.none")}
      </span>
    </div>
  );
}

/** Back to what is behind. */
function leave(): void {
  const find = (what: string) => document.querySelector<HTMLElement>(`.main ${what}`);
  (find("[role=grid]") ?? find("[tabindex='0']"))?.focus({ preventScroll: true });
}

/** What is read: where the place names a line, the lines about it. */
function useWhich({ containers, previous, since, tail, at }: LogPlace) {
  return useMemo(() => {
    if (at === null) {
      return { containers, previous, since, tail };
    }
    const ago = Math.ceil(Date.now() / 1000 - Number(at.slice(0, -9)) + BEFORE_LINE);
    return { containers, previous, since: Math.max(1, ago), tail: null };
  }, [containers, previous, since, tail, at]);
}

/** Once the lines are there, goes to the one that the address names. */
function useGoToLine(at: string | null, data: LogData | null, go: (at: string) => void): void {
  const gone = useRef(false);
  const ready =
    data !== null &&
    data.head.totals.all > 0 &&
    data.head.sources.every(({ state }) => state !== "connecting");
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    if (at !== null && ready && !gone.current) {
      gone.current = true;
      latest.current(at);
    }
  }, [at, ready]);
}
