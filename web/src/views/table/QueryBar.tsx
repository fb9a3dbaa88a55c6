import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from "react";
import { Icon } from "../../design/Icon";
import { Kbd } from "../../design/Kbd";
import { sayPhrase, useText } from "../../i18n/text";
import type { TableData } from "../../protocol/generated/messages";
import type { TableAddress } from "../../shell/address";
import { Completions, useCompletion } from "./Completions";
import { calmly } from "./calmly";
import { fieldsHint } from "./hint";
import { Live } from "./Live";
import { queryTokens } from "./queryTokens";
import { Severities } from "./Severities";

/** The least time between two queries while one types, in milliseconds; the first letter goes at once. */
const BETWEEN_QUERIES = 80;

/**
 * The query: raw text, coloured while it is typed, over which the server's own reading is laid: what is wrong and where.
 * The text field is see-through, and the colours lie below it in the same face, so that it stays a plain text field.
 */
export function QueryBar({
  address,
  data,
  title,
  phone,
  input,
  onQuery,
  onLeave,
}: {
  address: TableAddress;
  data: TableData | null;
  title: string;
  /** There is room for few words only. */
  phone: boolean;
  input: RefObject<HTMLInputElement | null>;
  onQuery: (query: string) => void;
  onLeave: () => void;
}) {
  const t = useText();
  const id = useId();
  const paint = useRef<HTMLDivElement>(null);
  const [text, setText] = useState(address.query);
  const [focused, setFocused] = useState(false);
  const told = useRef(address.query);
  const completion = useCompletion(address, text);

  const calm = useMemo(
    () =>
      calmly<string>(BETWEEN_QUERIES, (query) => {
        told.current = query;
        onQuery(query);
      }),
    [onQuery],
  );
  useEffect(() => calm.cancel, [calm]);
  // The address moved by other ways than typing here: back, a chip, a link.
  useEffect(() => {
    if (address.query !== told.current) {
      calm.cancel();
      told.current = address.query;
      setText(address.query);
    }
  }, [address.query, calm]);

  const type = (next: string) => {
    setText(next);
    calm.say(next);
  };

  const put = (next: string, caret: number) => {
    type(next);
    requestAnimationFrame(() => input.current?.setSelectionRange(caret, caret));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (completion.onKeyDown(event, put)) {
      event.preventDefault();
    } else if (event.key === "Escape" || event.key === "Enter") {
      event.preventDefault();
      onLeave();
    }
  };
  const error = data !== null && data.query.text === text ? data.query.error : null;

  return (
    <div className="qbar">
      <div className={`query ${focused ? "f" : ""} ${error !== null ? "bad" : ""}`}>
        <Icon name="search" />
        <div className="qtext">
          <div className="qpaint" aria-hidden="true" ref={paint}>
            {queryTokens(text, error).map((token, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a token is nothing but its place
              <span key={i} className={`${token.kind === "field" ? "k" : "v"} ${token.wrong ? "wrong" : ""}`}>
                {token.text}
              </span>
            ))}
          </div>
          <input
            ref={input}
            value={text}
            role="combobox"
            aria-label={t("query.label", { title })}
            aria-expanded={completion.open}
            aria-controls={`${id}-list`}
            aria-activedescendant={completion.at >= 0 ? `${id}-list-${completion.at}` : undefined}
            aria-autocomplete="list"
            aria-invalid={error !== null}
            aria-describedby={error === null ? undefined : `${id}-error`}
            aria-keyshortcuts="/"
            placeholder={
              phone ? t("query.label", { title }) : t("query.placeholder", { fields: fieldsHint(data) })
            }
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            onChange={(event) => {
              type(event.target.value);
              completion.typed(event.target.selectionStart ?? event.target.value.length);
            }}
            onSelect={(event) => completion.moved(event.currentTarget.selectionStart ?? 0)}
            onScroll={(event) => {
              if (paint.current !== null) {
                paint.current.scrollLeft = event.currentTarget.scrollLeft;
              }
            }}
            onKeyDown={onKeyDown}
            onFocus={() => setFocused(true)}
            onBlur={() => {
              setFocused(false);
              completion.close();
            }}
          />
        </div>
        {text === "" && !focused && data !== null && data.totals.matched > 0 && (
          <>
            <Severities data={data} onQuery={onQuery} />
            <span className="qline" />
          </>
        )}
        {text === "" && <Live sources={data?.sources ?? []} />}
        {focused ? <Kbd>{"esc"}</Kbd> : text === "" && <Kbd>{"/"}</Kbd>}
        {text !== "" && (
          <button type="button" className="btn q s ic" aria-label={t("query.clear")} onClick={() => type("")}>
            <Icon name="close" small />
          </button>
        )}
      </div>
      {completion.open && (
        <Completions
          id={`${id}-list`}
          items={completion.items}
          at={completion.at}
          onChoose={(i) => completion.choose(i, put)}
        />
      )}
      {error !== null && (
        <div
          className={focused ? "qerror over" : "qerror"}
          id={`${id}-error`}
          role="status"
          hidden={completion.open}
        >
          {sayPhrase(error.message)}
        </div>
      )}
    </div>
  );
}
