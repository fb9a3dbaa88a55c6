import { type KeyboardEvent, useState } from "react";
import { useText } from "../../i18n/text";
import type { CompletionDataItem } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import type { TableAddress } from "../../shell/address";

type Put = (text: string, caret: number) => void;

/** What could be typed next, from the server, and the keys that choose among it. */
export function useCompletion(address: TableAddress, text: string) {
  const [asked, setAsked] = useState(false);
  const [caret, setCaret] = useState(text.length);
  const [at, setAt] = useState(-1);
  const { clusters, namespaces, resource } = address;
  const { data } = useView(
    asked ? { type: "completion", clusters, namespaces, resource, text, caret } : null,
  );
  // An answer to what was typed a moment ago would replace the wrong part.
  const current = data !== null && data.text === text ? data : null;
  const items = current?.items ?? [];
  const open = asked && items.length > 0;

  const choose = (i: number, put: Put) => {
    const item = items[i];
    if (item === undefined || current === null) {
      return;
    }
    const insert = /[:<>=]$/.test(item.insert) ? item.insert : `${item.insert} `;
    const next = text.slice(0, current.start) + insert + text.slice(current.end).trimStart();
    const after = current.start + insert.length;
    setAt(-1);
    setCaret(after);
    setAsked(insert !== `${item.insert} `);
    put(next, after);
  };

  /** Whether the key was one of these. */
  const onKeyDown = (event: KeyboardEvent, put: Put): boolean => {
    if (!open) {
      if (event.key === "ArrowDown") {
        setAsked(true);
        return true;
      }
      return false;
    }
    switch (event.key) {
      case "ArrowDown":
        setAt((at + 1) % items.length);
        return true;
      case "ArrowUp":
        setAt(at <= 0 ? items.length - 1 : at - 1);
        return true;
      case "Tab":
        choose(Math.max(0, at), put);
        return true;
      case "Enter":
        if (at < 0) {
          return false;
        }
        choose(at, put);
        return true;
      case "Escape":
        setAsked(false);
        setAt(-1);
        return true;
      default:
        return false;
    }
  };

  return {
    open,
    items,
    at: open ? at : -1,
    onKeyDown,
    choose,
    typed: (place: number) => {
      setCaret(place);
      setAsked(true);
      setAt(-1);
    },
    moved: setCaret,
    close: () => setAsked(false),
  };
}

/** The list below the query. */
export function Completions({
  id,
  items,
  at,
  onChoose,
}: {
  id: string;
  items: CompletionDataItem[];
  at: number;
  onChoose: (i: number) => void;
}) {
  const t = useText();
  return (
    <div className="menu completions" role="listbox" id={id} aria-label={t("query.completions")}>
      {items.map((item, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the text field, which names the active option
        <div
          key={item.insert}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === at}
          className={i === at ? "it on" : "it"}
          onMouseDown={(event) => event.preventDefault()} // the text field keeps the focus
          onClick={() => onChoose(i)}
        >
          <span className="m">{item.insert}</span>
          {item.about !== null && <span className="r t3 s12 ell">{item.about}</span>}
        </div>
      ))}
    </div>
  );
}
