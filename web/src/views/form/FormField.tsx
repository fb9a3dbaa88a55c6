import { type ReactNode, useId } from "react";
import { Icon } from "../../design/Icon";
import { useText } from "../../i18n/text";
import type {
  FormDataEntry,
  FormDataField,
  FormDataItem,
  ObjectRef,
  ViewRequestFilling,
} from "../../protocol/generated/messages";
import { useTyped } from "./useTyped";
import { ValuesField } from "./ValuesField";

export type Fill = (path: readonly string[], filling: ViewRequestFilling) => void;

/** One field of a form, drawn by what it can hold. */
export function FormField({
  field,
  target,
  onFill,
}: {
  field: FormDataField;
  target: ObjectRef | null;
  onFill: Fill;
}) {
  const t = useText();
  const { input, path, title } = field;
  const put = (value: string) => onFill(path, { type: "put", value });
  switch (input.type) {
    case "text":
      return (
        <Labelled field={field}>
          {(id, about) => (
            <TextInput
              id={id}
              about={about}
              value={input.value}
              standard={input.standard}
              number={input.number}
              required={field.required}
              onValue={put}
            />
          )}
        </Labelled>
      );
    case "choice":
      return (
        <Labelled field={field}>
          {(id, about) => (
            <select
              id={id}
              aria-describedby={about}
              className="in"
              value={input.value}
              onChange={(event) => put(event.target.value)}
            >
              {input.value !== "" && !input.options.includes(input.value) && (
                <option value={input.value}>{input.value}</option>
              )}
              <option value="">
                {input.standard === "" ? t("form.unset") : t("form.standard", { value: input.standard })}
              </option>
              {input.options.map((option) => (
                <option key={option} value={option}>
                  {option}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      );
    case "flag":
      return (
        <div className="ffield">
          <label className="rowf">
            <input
              type="checkbox"
              checked={input.value}
              onChange={(event) => put(event.target.checked ? "true" : "")}
            />
            <span className="flabel">{title}</span>
          </label>
          <About text={field.about} />
        </div>
      );
    case "lines":
      return (
        <Labelled field={field} wide>
          {(id, about) => (
            <LinesInput
              id={id}
              about={about}
              values={input.values}
              onValues={(values) => onFill(path, { type: "putLines", values })}
            />
          )}
        </Labelled>
      );
    case "entries":
      return (
        <Several field={field} onAdd={() => onFill(path, { type: "add" })}>
          {input.entries.map((entry, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: its key is what is being changed
            <EntryRow key={i} entry={entry} title={title} onFill={onFill} />
          ))}
        </Several>
      );
    case "values":
      return <ValuesField field={field} values={input.values} target={target} onFill={onFill} />;
    case "items":
      return (
        <Several field={field} onAdd={() => onFill(path, { type: "add" })}>
          {input.items.map((item) => (
            <ItemBox key={item.path.join("\0")} item={item} title={title} target={target} onFill={onFill} />
          ))}
        </Several>
      );
  }
}

function About({ text, id }: { text: string; id?: string | undefined }) {
  return text === "" ? null : (
    <span className="fabout" id={id} title={text}>
      {text}
    </span>
  );
}

/** A field with its title above and what it means below. */
function Labelled({
  field,
  wide = false,
  children,
}: {
  field: FormDataField;
  wide?: boolean;
  children: (id: string, about: string | undefined) => ReactNode;
}) {
  const t = useText();
  const id = useId();
  const about = field.about === "" ? undefined : `${id}-about`;
  return (
    <div className={wide ? "ffield wide" : "ffield"}>
      <label className="flabel" htmlFor={id}>
        {field.title}
        {field.required && <span className="t3"> {t("edit.required")}</span>}
      </label>
      {children(id, about)}
      <About text={field.about} id={about} />
    </div>
  );
}

function TextInput({
  id,
  about,
  value,
  standard,
  number,
  required,
  onValue,
}: {
  id: string;
  about: string | undefined;
  value: string;
  standard: string;
  number: boolean;
  required: boolean;
  onValue: (value: string) => void;
}) {
  const typed = useTyped<HTMLInputElement>(value, onValue);
  return (
    <input
      id={id}
      ref={typed.ref}
      className="in mono"
      aria-describedby={about}
      aria-required={required}
      inputMode={number ? "numeric" : undefined}
      placeholder={standard}
      autoComplete="off"
      spellCheck={false}
      value={typed.value}
      onChange={(event) => typed.onChange(event.target.value)}
    />
  );
}

/** Texts, one a line. */
function LinesInput({
  id,
  about,
  values,
  onValues,
}: {
  id: string;
  about: string | undefined;
  values: readonly string[];
  onValues: (values: string[]) => void;
}) {
  const t = useText();
  const typed = useTyped<HTMLTextAreaElement>(values.join("\n"), (text) =>
    onValues(text === "" ? [] : text.split("\n")),
  );
  return (
    <textarea
      id={id}
      ref={typed.ref}
      className="in mono"
      aria-describedby={about}
      placeholder={t("form.oneALine")}
      rows={Math.min(8, Math.max(1, typed.value.split("\n").length))}
      spellCheck={false}
      value={typed.value}
      onChange={(event) => typed.onChange(event.target.value)}
    />
  );
}

/** Several of a kind, with a button for one more. */
export function Several({
  field,
  onAdd,
  children,
}: {
  field: FormDataField;
  onAdd: () => void;
  children: ReactNode;
}) {
  const t = useText();
  return (
    <fieldset className="ffield wide several" aria-label={field.title}>
      <div className="rowf">
        <span className="flabel grow">{field.title}</span>
        <button
          type="button"
          className="btn s"
          aria-label={t("form.addTo", { title: field.title })}
          onClick={onAdd}
        >
          <Icon name="plus" small />
          {t("form.add")}
        </button>
      </div>
      <About text={field.about} />
      {children}
    </fieldset>
  );
}

function EntryRow({ entry, title, onFill }: { entry: FormDataEntry; title: string; onFill: Fill }) {
  const t = useText();
  const name = useTyped<HTMLInputElement>(entry.key, (key) => {
    if (key !== "") {
      onFill(entry.path, { type: "name", key });
    }
  });
  const value = useTyped<HTMLInputElement>(entry.value, (next) =>
    onFill(entry.path, { type: "put", value: next }),
  );
  return (
    <div className="fentry">
      <input
        ref={name.ref}
        className="in mono"
        aria-label={t("form.keyOf", { title })}
        spellCheck={false}
        value={name.value}
        onChange={(event) => name.onChange(event.target.value)}
      />
      <input
        ref={value.ref}
        className="in mono"
        aria-label={t("form.valueOf", { key: entry.key })}
        spellCheck={false}
        value={value.value}
        onChange={(event) => value.onChange(event.target.value)}
      />
      <RemoveButton name={entry.key} onRemove={() => onFill(entry.path, { type: "drop" })} />
    </div>
  );
}

export function RemoveButton({ name, onRemove }: { name: string; onRemove: () => void }) {
  const t = useText();
  const label = t("form.remove", { name });
  return (
    <button type="button" className="btn q s ic" aria-label={label} title={label} onClick={onRemove}>
      <Icon name="trash" small />
    </button>
  );
}

function ItemBox({
  item,
  title,
  target,
  onFill,
}: {
  item: FormDataItem;
  title: string;
  target: ObjectRef | null;
  onFill: Fill;
}) {
  const t = useText();
  const number = Number(item.path.at(-1)) + 1;
  const name = item.title === "" ? `${number}` : item.title;
  return (
    <fieldset className="fitem" aria-label={t("form.item", { title, name })}>
      <div className="rowf fihead">
        <span className="mono ell grow">{name}</span>
        <RemoveButton name={name} onRemove={() => onFill(item.path, { type: "drop" })} />
      </div>
      <div className="fgrid">
        {item.fields.map((field) => (
          <FormField key={field.path.join("\0")} field={field} target={target} onFill={onFill} />
        ))}
      </div>
    </fieldset>
  );
}
