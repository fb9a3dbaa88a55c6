import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { Icon } from "../../design/Icon";
import { MenuButton } from "../../design/Menu";
import { formatNumber, useText } from "../../i18n/text";
import type { LogDataHead } from "../../protocol/generated/messages";
import { type LogPlace, logsAsText } from "../../shell/logPlace";
import { calmly } from "../table/calmly";
import { countOf, GROUP_NAMES, isShown, switched } from "./levels";
import { RANGES, rangeOf } from "./ranges";
import { SourcesSummary } from "./SourcesSummary";

const BETWEEN_WISHES = 120;

/** What is read and what is shown of it: containers, run, range, filter, levels, what is looked for. */
export function LogBar({
  place,
  head,
  request,
  find,
  onPlace,
  onFollow,
  onWrap,
  onFind,
  onLeave,
}: {
  place: LogPlace;
  head: LogDataHead | null;
  request: { follow: boolean; wrap: boolean; clock: boolean };
  find: RefObject<HTMLInputElement | null>;
  onPlace: (place: LogPlace) => void;
  onFollow: (follow: boolean) => void;
  onWrap: () => void;
  onFind: (backward: boolean) => void;
  onLeave: () => void;
}) {
  const t = useText();
  const names = [...new Set(head?.sources.map(({ container }) => container) ?? [])];
  const chosen = place.containers[0];
  const change = (part: Partial<LogPlace>) => onPlace({ ...place, ...part, at: null });
  const found = head?.find;
  return (
    <div className="logbar" role="toolbar" aria-label={t("logs.bar")}>
      {(names.length > 1 || chosen !== undefined) && (
        <MenuButton
          className="btn s mono"
          label={`${t("logs.container")}: ${chosen ?? t("logs.allContainers")}`}
          items={[
            { id: "*", text: t("logs.allContainers") },
            ...(chosen !== undefined && !names.includes(chosen) ? [chosen] : names).map((name) => ({
              id: `=${name}`,
              text: name,
            })),
          ]}
          chosen={chosen === undefined ? "*" : `=${chosen}`}
          placement="bottom start"
          onAction={(id) => change({ containers: id === "*" ? [] : [id.slice(1)] })}
        >
          {chosen ?? t("logs.allContainers")}
          <Icon name="chevron-down" small />
        </MenuButton>
      )}
      <button
        type="button"
        className="btn s"
        aria-pressed={place.previous}
        title={t("logs.previousAbout")}
        onClick={() => change({ previous: !place.previous })}
      >
        {t("logs.previous")}
      </button>
      <MenuButton
        className="btn q s"
        label={`${t("logs.range")}: ${t(`logs.range.${rangeOf(place)}`)}`}
        items={RANGES.map(({ id }) => ({ id, text: t(`logs.range.${id}`) }))}
        chosen={rangeOf(place)}
        placement="bottom start"
        onAction={(id) => {
          const range = RANGES.find((each) => each.id === id);
          if (range !== undefined) {
            change({ since: range.since, tail: range.tail });
          }
        }}
      >
        {t(`logs.range.${rangeOf(place)}`)}
        <Icon name="chevron-down" small />
      </MenuButton>
      <Wish
        className="logfind"
        icon="search"
        label={t("logs.find")}
        value={place.find}
        input={find}
        onValue={(next) => onPlace({ ...place, find: next })}
        onEnter={onFind}
        onLeave={onLeave}
      >
        {place.find !== "" && found !== undefined && (
          <span className="t3 nw" role="status">
            {found.place > 0
              ? t("logs.place", { index: formatNumber(found.place), of: formatNumber(found.total) })
              : formatNumber(found.total)}
          </span>
        )}
      </Wish>
      <Wish
        className="logfilter"
        icon="filter"
        label={t("logs.filter")}
        value={place.filter}
        input={null}
        onValue={(next) => onPlace({ ...place, filter: next })}
        onEnter={onLeave}
        onLeave={onLeave}
      />
      <fieldset className="loglevels" aria-label={t("logs.levels")}>
        {GROUP_NAMES.map((group) => {
          const count = countOf(head?.levels ?? {}, group);
          return count === 0 && isShown(place.levels, group) ? null : (
            <label key={group} className={`lvl b-${group}`}>
              <input
                type="checkbox"
                checked={isShown(place.levels, group)}
                onChange={() => onPlace({ ...place, levels: switched(place.levels, group) })}
              />
              {t(`logs.level.${group}`)} <span className="t3">{formatNumber(count)}</span>
            </label>
          );
        })}
      </fieldset>
      <span className="grow" />
      {head !== null && <SourcesSummary head={head} />}
      {(head?.fields.length ?? 0) > 0 && (
        <MenuButton
          className="btn q s"
          label={t("logs.fields")}
          items={(head?.fields ?? []).map((name) => ({
            id: name,
            text: name,
            ...(place.columns.includes(name) ? { mark: <Icon name="check" small /> } : {}),
          }))}
          onAction={(id) =>
            onPlace({
              ...place,
              columns: place.columns.includes(id)
                ? place.columns.filter((name) => name !== id)
                : [...place.columns, id].slice(-6),
            })
          }
        >
          {t("logs.fields")}
          <Icon name="chevron-down" small />
        </MenuButton>
      )}
      <a
        className="btn q s ic"
        href={logsAsText(place)}
        download
        aria-label={t("logs.save")}
        title={t("logs.save")}
      >
        <Icon name="download" small />
      </a>
      <button
        type="button"
        className="btn q s ic"
        aria-pressed={request.wrap}
        aria-label={t("logs.wrap")}
        title={t("logs.wrap")}
        onClick={onWrap}
      >
        <Icon name="wrap" small />
      </button>
      <button
        type="button"
        className="btn q s ic"
        aria-pressed={request.follow}
        aria-label={t("logs.follow")}
        title={t("logs.follow")}
        onClick={() => onFollow(!request.follow)}
      >
        <Icon name={request.follow ? "pause" : "play"} small />
      </button>
    </div>
  );
}

/** A text field whose wishes are told while one types, but not with each letter. */
function Wish({
  className,
  icon,
  label,
  value,
  input,
  onValue,
  onEnter,
  onLeave,
  children,
}: {
  className: string;
  icon: "search" | "filter";
  label: string;
  value: string;
  input: RefObject<HTMLInputElement | null> | null;
  onValue: (value: string) => void;
  onEnter: (backward: boolean) => void;
  onLeave: () => void;
  children?: ReactNode;
}) {
  const [text, setText] = useState(value);
  const latest = useRef(onValue);
  latest.current = onValue;
  const calm = useMemo(() => calmly<string>(BETWEEN_WISHES, (next) => latest.current(next)), []);
  useEffect(() => calm.cancel, [calm]);
  /** Whoever goes on at once finds what was typed last. */
  const settle = () => {
    calm.cancel();
    if (text !== value) {
      onValue(text);
    }
  };
  return (
    <span className={`logwish ${className}`}>
      <Icon name={icon} small />
      <input
        ref={input}
        className="mono"
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          calm.say(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            settle();
            onEnter(event.shiftKey);
          } else if (event.key === "Escape") {
            event.preventDefault();
            settle();
            onLeave();
          }
        }}
      />
      {children}
    </span>
  );
}
