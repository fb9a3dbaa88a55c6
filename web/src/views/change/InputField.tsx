import { sayPhrase, useText } from "../../i18n/text";
import type { ChangeDataInput, FieldListed } from "../../protocol/generated/messages";
import { Cell } from "../cell/Cell";

interface Props {
  input: ChangeDataInput;
  /** What the person gave; `""` where they gave nothing. */
  value: string;
  /** The person asked for this form, and this is what it asks. */
  first: boolean;
  onValue: (value: string) => void;
}

/** Where the person gives what the change needs. */
export function InputField(props: Props) {
  const { input, value, onValue } = props;
  const { field } = input;
  if (field.type === "listed") {
    return <ListedField {...props} field={field} />;
  }
  if (field.type === "flag") {
    return (
      <label className="field flag">
        <input
          type="checkbox"
          checked={value === "true"}
          onChange={(event) => onValue(String(event.target.checked))}
        />
        <span>{input.title}</span>
      </label>
    );
  }
  return (
    <label className="field" htmlFor={`input-${input.id}`}>
      <span>{input.title}</span>
      <SimpleField {...props} />
      {input.problem !== null && <span className="fail s12">{sayPhrase(input.problem)}</span>}
    </label>
  );
}

function SimpleField({ input, value, first, onValue }: Props) {
  const { field } = input;
  const shared = {
    id: `input-${input.id}`,
    autoFocus: first,
    value,
    "aria-invalid": input.problem !== null,
  };
  if (field.type === "whole") {
    return (
      <input
        {...shared}
        className="in"
        type="number"
        min={field.min}
        max={field.max}
        onChange={(event) => onValue(event.target.value)}
      />
    );
  }
  if (field.type === "choice") {
    return (
      <select {...shared} className="in" onChange={(event) => onValue(event.target.value)}>
        {field.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...shared}
      className="in mono"
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onValue(event.target.value)}
    />
  );
}

/** A small table, of which one row is chosen: by the arrow keys, as any group of radio buttons. */
function ListedField({ input, value, first, onValue, field }: Props & { field: FieldListed }) {
  const t = useText();
  const chosen = value === "" ? input.value : value;
  const id = `input-${input.id}`;
  // Not found yet, or, where the change is of several objects, nothing that holds for all of them.
  if (field.entries.length === 0) {
    return null;
  }
  return (
    <fieldset className="listed">
      <legend className="sr">{input.title}</legend>
      <table className="plain">
        <thead>
          <tr>
            <th>
              <span className="sr">{input.title}</span>
            </th>
            {field.columns.map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {field.entries.map((entry) => (
            <tr key={entry.value} className={entry.value === chosen ? "on" : undefined}>
              <td>
                <input
                  type="radio"
                  name={id}
                  id={`${id}-${entry.value}`}
                  aria-label={`${input.title} ${entry.value}`}
                  // biome-ignore lint/a11y/noAutofocus: the person asked for this form, and this is what it asks
                  autoFocus={first && entry.value === chosen}
                  checked={entry.value === chosen}
                  onChange={() => onValue(entry.value)}
                />
              </td>
              {entry.cells.map((cell, i) => (
                <td key={field.columns[i]}>
                  <label htmlFor={`${id}-${entry.value}`}>
                    <Cell cell={cell} />
                    {i === 0 && entry.now && <span className="tag">{t("change.now")}</span>}
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
