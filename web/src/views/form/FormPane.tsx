import { useEffect, useRef } from "react";
import { useText } from "../../i18n/text";
import type { FormData, ObjectRef } from "../../protocol/generated/messages";
import { type Fill, FormField } from "./FormField";

/** An object of the text as a form, beside the text: filling it in changes the text, and writing there changes it. */
export function FormPane({
  form,
  titles,
  document: shown,
  target,
  disabled,
  focus,
  onDocument,
  onFill,
}: {
  form: FormData;
  /** Of all objects of the text. */
  titles: readonly string[];
  document: number;
  /** The object in the cluster, which tells what the text does not; null for a new one. */
  target: ObjectRef | null;
  /** While the text cannot be read. */
  disabled: boolean;
  /** Whether its first field takes the focus. */
  focus: boolean;
  onDocument: (document: number) => void;
  onFill: Fill;
}) {
  const t = useText();
  const pane = useRef<HTMLElement>(null);
  const wanted = useRef(focus);
  useEffect(() => {
    if (wanted.current) {
      const first = pane.current?.querySelector<HTMLInputElement>("input, select, textarea");
      first?.focus();
      first?.select?.();
    }
  }, []);
  return (
    <section ref={pane} className="formpane" aria-label={t("form.of", { kind: form.title })}>
      {titles.length > 1 && (
        <label className="ffield">
          <span className="flabel">{t("form.object")}</span>
          <select className="in" value={shown} onChange={(event) => onDocument(Number(event.target.value))}>
            {titles.map((title, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an object is its place in the text
              <option key={i} value={i}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      {disabled && (
        <p className="editnote warn" role="status">
          {t("form.unreadable")}
        </p>
      )}
      {form.groups.map((group) => (
        <fieldset key={group.title} className="fgroup" disabled={disabled}>
          <legend>{group.title}</legend>
          <div className="fgrid">
            {group.fields.map((field) => (
              <FormField key={field.path.join("\0")} field={field} target={target} onFill={onFill} />
            ))}
          </div>
        </fieldset>
      ))}
    </section>
  );
}
