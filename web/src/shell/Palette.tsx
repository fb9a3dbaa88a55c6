import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Floating } from "../design/Floating";
import { Icon } from "../design/Icon";
import { Kbd } from "../design/Kbd";
import { Glyph } from "../design/Status";
import { useText } from "../i18n/text";
import { useView } from "../protocol/useView";
import { type Choice, localChoices, serverChoices } from "./choices";
import { useNavigation } from "./navigation";
import { currentAddress } from "./router";

const MOST = 30;

/** Reaches every kind, object, namespace, cluster and setting by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { place } = useNavigation();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { data } = useView({ type: "palette", clusters: place.clusters, text, limit: MOST });
  const list = useRef<HTMLDivElement>(null);
  // What came for the text of a moment ago stays as far as it fits what is typed by now.
  const current = data !== null && data.text === text;
  const choices: Choice[] = [
    ...serverChoices(data, currentAddress(), place, t).filter((choice) => current || mentions(choice, text)),
    ...localChoices(text, currentAddress(), place, t),
  ];
  const active = Math.min(at, choices.length - 1);
  const [entered, setEntered] = useState(false);

  useEffect(() => {
    list.current?.querySelector(`[data-at="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const run = (choice: Choice | undefined) => {
    setEntered(false);
    if (choice !== undefined) {
      onClose();
      choice.run();
    }
  };
  // Enter before anything is listed waits for the answer.
  useEffect(() => {
    if (entered && (current || choices.length > 0)) {
      run(choices[active]);
    }
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && choices.length > 0) {
      event.preventDefault();
      setAt((active + step + choices.length) % choices.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      setEntered(true);
    }
  };

  return (
    <Floating label={t("palette.label")} className="palette" onClose={onClose}>
      <div className="pin">
        <Icon name="search" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette was opened to type in it
          autoFocus
          value={text}
          role="combobox"
          aria-label={t("palette.label")}
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={choices.length === 0 ? undefined : `palette-${active}`}
          placeholder={t("palette.placeholder")}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
            setEntered(false);
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>{"esc"}</Kbd>
      </div>
      <div className="menu flat" role="listbox" id="palette-list" aria-label={t("palette.label")} ref={list}>
        {choices.map((choice, i) => (
          <div key={choice.id} role="presentation">
            {choice.group !== choices[i - 1]?.group && (
              <div className="ml" role="presentation">
                {t(`palette.${choice.group}`)}
                {current && data?.more[choice.group] !== undefined && (
                  <span className="t3"> {t("palette.more", { count: data.more[choice.group] ?? 0 })}</span>
                )}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the text field, which names the active option */}
            <div
              id={`palette-${i}`}
              data-at={i}
              role="option"
              aria-selected={i === active}
              className={i === active ? "it on" : "it"}
              onClick={() => run(choice)}
            >
              <Icon name={choice.icon} />
              <span className="nw">
                <Marked text={choice.title} part={text} />
              </span>
              {choice.subtitle !== null && <span className="t3 s12 ell">{choice.subtitle}</span>}
              <span className="r rowf">
                {choice.severity !== null && choice.severity !== "healthy" && (
                  <Glyph severity={choice.severity} named />
                )}
                {choice.hint !== null && <Kbd>{choice.hint}</Kbd>}
              </span>
            </div>
          </div>
        ))}
        {choices.length === 0 && data?.text === text && (
          <div className="ml">{t("palette.none", { text })}</div>
        )}
      </div>
    </Floating>
  );
}

function mentions(choice: Choice, text: string): boolean {
  const wanted = text.toLowerCase();
  return choice.title.toLowerCase().includes(wanted) || choice.hint?.startsWith(wanted) === true;
}

/** A title with what was typed in it made strong. */
function Marked({ text, part }: { text: string; part: string }) {
  const start = part === "" ? -1 : text.toLowerCase().indexOf(part.toLowerCase());
  if (start < 0) {
    return text;
  }
  const end = start + part.length;
  return (
    <>
      {text.slice(0, start)}
      <b className="b">{text.slice(start, end)}</b>
      {text.slice(end)}
    </>
  );
}
