import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { formatNumber, useText } from "../i18n/text";
import { Icon } from "./Icon";
import { Kbd, MOD } from "./Kbd";

export interface PickItem {
  readonly id: string;
  readonly mark?: ReactNode;
  readonly about?: string;
}

/** Thousands can be searched; so many are drawn. */
const DRAWN = 200;

/**
 * A searchable list of which one or several are chosen. Enter or a click chooses just that one; with ⌘ or Ctrl, or on its
 * check box, it is added or taken away.
 */
export function PickList({
  label,
  items,
  chosen,
  all,
  others = false,
  onPick,
  onDone,
}: {
  label: string;
  items: readonly PickItem[];
  chosen: readonly string[];
  /** What choosing none is called, where that means all. */
  all?: string;
  /** Whether a name that is not listed may be chosen too, as there may be more than one is told of. */
  others?: boolean;
  onPick: (chosen: string[]) => void;
  onDone: () => void;
}) {
  const t = useText();
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const wanted = text.trim().toLowerCase();
  const found = items.filter((item) => item.id.toLowerCase().includes(wanted));
  // The chosen ones first, as the list was when it opened, so that nothing moves under the pointer.
  const [first] = useState(() => new Set(chosen));
  const ordered = [
    ...found.filter((item) => first.has(item.id)),
    ...found.filter((item) => !first.has(item.id)),
  ];
  const typed = text.trim();
  const other = others && typed !== "" && !items.some((item) => item.id === typed) ? [{ id: typed }] : [];
  const rows: (PickItem | null)[] = [
    ...(all !== undefined && wanted === "" ? [null] : []),
    ...ordered.slice(0, DRAWN),
    ...other,
  ];
  const active = Math.min(at, rows.length - 1);

  useEffect(() => {
    list.current?.querySelector(`[data-at="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const pick = (item: PickItem | null, adding: boolean) => {
    if (item === null) {
      onPick([]);
    } else if (!adding) {
      onPick([item.id]);
    } else if (!chosen.includes(item.id)) {
      onPick([...chosen, item.id]);
    } else if (chosen.length > 1 || all !== undefined) {
      onPick(chosen.filter((name) => name !== item.id));
    }
    if (!adding) {
      onDone();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(rows.length - 1, active + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const row = rows[active];
      if (row !== undefined) {
        pick(row, event.ctrlKey || event.metaKey);
      }
    }
  };

  return (
    <div className="pick-list">
      <div className="pick-in">
        <Icon name="search" small />
        <input
          // biome-ignore lint/a11y/noAutofocus: the list was opened to type in it
          autoFocus
          value={text}
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={rows.length === 0 ? undefined : `${id}-${active}`}
          placeholder={t("pick.search")}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        className="pick-rows"
        role="listbox"
        id={id}
        aria-label={label}
        aria-multiselectable="true"
        ref={list}
      >
        {rows.map((item, i) => {
          const on = item === null ? chosen.length === 0 : chosen.includes(item.id);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the text field, which names the active option
            <div
              key={item?.id ?? ""}
              id={`${id}-${i}`}
              data-at={i}
              role="option"
              aria-selected={on}
              className={i === active ? "it on" : "it"}
              onClick={(event) => pick(item, event.ctrlKey || event.metaKey || onBox(event.target))}
            >
              <span className={on ? "box on" : "box"}>{on && <Icon name="check" />}</span>
              {item?.mark}
              <span className="ell" title={item?.id}>
                {item === null ? all : item.id}
              </span>
              {item?.about !== undefined && <span className="r t3 s12 ell">{item.about}</span>}
            </div>
          );
        })}
      </div>
      {rows.length === 0 && <div className="pick-none t3">{t("pick.none", { text })}</div>}
      {found.length > DRAWN && (
        <div className="pick-none t3">{t("pick.more", { n: formatNumber(found.length - DRAWN) })}</div>
      )}
      <div className="pick-foot t3">
        <Kbd>{"↵"}</Kbd>
        {t("pick.only")}
        <Kbd>{`${MOD} ↵`}</Kbd>
        {t("pick.add")}
      </div>
    </div>
  );
}

function onBox(target: EventTarget): boolean {
  return target instanceof Element && target.closest(".box") !== null;
}
