import { useEffect, useState } from "react";
import { Icon } from "../../design/Icon";
import { sayPhrase, useText } from "../../i18n/text";
import type { FormDataField, FormDataValue, ObjectRef } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { type Fill, RemoveButton, Several } from "./FormField";
import { bytesOf, fromBase64, saveAs } from "./files";
import { useTyped } from "./useTyped";

/** Values of any length by key: written here, taken from a file, or saved as one. */
export function ValuesField({
  field,
  values,
  target,
  onFill,
}: {
  field: FormDataField;
  values: readonly FormDataValue[];
  target: ObjectRef | null;
  onFill: Fill;
}) {
  return (
    <Several field={field} onAdd={() => onFill(field.path, { type: "add" })}>
      {values.map((value, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its key is what is being changed
        <ValueBox key={i} value={value} target={target} onFill={onFill} />
      ))}
    </Several>
  );
}

function ValueBox({
  value,
  target,
  onFill,
}: {
  value: FormDataValue;
  target: ObjectRef | null;
  onFill: Fill;
}) {
  const t = useText();
  const [shown, setShown] = useState(false);
  const [revealed, setRevealed] = useState<string | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const { key, path, text, as } = value;
  const name = useTyped<HTMLInputElement>(key, (next) => {
    if (next !== "") {
      onFill(path, { type: "name", key: next });
    }
  });
  const hidden = as === "hidden";
  const take = async (file: File) => {
    const base64 = await bytesOf(file);
    setTooLarge(base64 === null);
    if (base64 !== null) {
      onFill(path, { type: "putFile", base64 });
    }
  };
  return (
    <div className="fitem">
      <div className="rowf fihead">
        <input
          ref={name.ref}
          className="in mono grow"
          aria-label={t("form.keyOf", { title: key })}
          spellCheck={false}
          // A value that is not in the text cannot go with its key.
          disabled={hidden}
          value={name.value}
          onChange={(event) => name.onChange(event.target.value)}
        />
        {hidden && target !== null && (
          <button
            type="button"
            className="btn q s ic"
            aria-label={t(shown ? "secret.hide" : "secret.show", { key })}
            title={t(shown ? "secret.hide" : "secret.show", { key })}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            <Icon name="eye" small />
          </button>
        )}
        <label className="btn q s ic filebtn" title={t("form.upload", { key })}>
          <Icon name="ascending" small />
          <input
            type="file"
            className="sr"
            aria-label={t("form.upload", { key })}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) {
                void take(file);
              }
            }}
          />
        </label>
        {!hidden && (
          <button
            type="button"
            className="btn q s ic"
            aria-label={t("form.download", { key })}
            title={t("form.download", { key })}
            onClick={() => saveAs(key, as === "binary" ? fromBase64(text) : new TextEncoder().encode(text))}
          >
            <Icon name="download" small />
          </button>
        )}
        <RemoveButton name={key} onRemove={() => onFill(path, { type: "drop" })} />
      </div>
      {tooLarge && (
        <p className="fail s12" role="alert">
          {t("edit.tooLarge")}
        </p>
      )}
      {as === "binary" && <p className="t3 s12">{t("form.binary", { count: fromBase64(text).length })}</p>}
      {hidden && !shown && <p className="t3 s12">{t("form.hidden")}</p>}
      {hidden && shown && target !== null && (
        <Revealing name={key} target={target} revealed={revealed} onText={setRevealed} />
      )}
      {/* The same field before and after the first letter, so that it keeps the focus. */}
      {(as === "text" || (hidden && shown && revealed !== null)) && (
        <ValueText
          label={t("form.valueOf", { key })}
          value={as === "text" ? text : (revealed ?? "")}
          onValue={(next) => onFill(path, { type: "put", value: next })}
        />
      )}
    </div>
  );
}

function ValueText({
  label,
  value,
  onValue,
}: {
  label: string;
  value: string;
  onValue: (value: string) => void;
}) {
  const typed = useTyped<HTMLTextAreaElement>(value, onValue);
  return (
    <textarea
      ref={typed.ref}
      className="in mono"
      aria-label={label}
      rows={Math.min(14, Math.max(1, typed.value.split("\n").length))}
      spellCheck={false}
      value={typed.value}
      onChange={(event) => typed.onChange(event.target.value)}
    />
  );
}

/** Reads a value from the cluster; what is no text can be saved from here. */
function Revealing({
  name,
  target,
  revealed,
  onText,
}: {
  name: string;
  target: ObjectRef;
  revealed: string | null;
  onText: (text: string) => void;
}) {
  const t = useText();
  const { data, failure } = useView<"reveal">({ type: "reveal", ref: target, key: name });
  const told = data?.text ?? null;
  useEffect(() => {
    if (told !== null) {
      onText(told);
    }
  }, [told, onText]);
  if (failure !== null || (data !== null && data.problem !== null)) {
    return <p className="fail s12">{data?.problem ? sayPhrase(data.problem) : t("secret.failed")}</p>;
  }
  if (data !== null && data.base64 !== null) {
    const bytes = fromBase64(data.base64);
    return (
      <p className="rowf t3 s12">
        {t("form.binary", { count: bytes.length })}
        <button type="button" className="btn s" onClick={() => saveAs(name, bytes)}>
          <Icon name="download" small />
          {t("form.download", { key: name })}
        </button>
      </p>
    );
  }
  return revealed === null ? <p className="t3 s12">{t("live.loading")}</p> : null;
}
