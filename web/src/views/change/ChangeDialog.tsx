import { type ReactNode, useEffect, useRef, useState } from "react";
import { Floating } from "../../design/Floating";
import { MOD } from "../../design/Kbd";
import { sayPhrase, useText } from "../../i18n/text";
import type {
  ChangeData,
  ChangeDataInput,
  ChangeDataItem,
  ObjectRef,
  ViewRequestApply,
  ViewRequestChange,
  ViewRequestUndo,
} from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { Keys } from "../../shell/KeysHelp";
import { Refused } from "../states/Pages";
import { FailedStrip } from "../states/Strips";
import { Conflicts, type Contested, useContested } from "./Conflicts";
import { DiffLines } from "./Diff";

/** How many objects are shown one by one; of more, the rest is counted. */
const SHOWN = 50;

/** What will become of each object, as the server says, before anything happens; and the button that lets it happen. */
export function ChangeDialog({
  request,
  onClose,
  onStarted = onClose,
}: {
  request: ViewRequestChange | ViewRequestApply | ViewRequestUndo;
  onClose: () => void;
  /** It is being done, to these objects. */
  onStarted?: (refs: ObjectRef[]) => void;
}) {
  const t = useText();
  const [inputs, setInputs] = useState(request.type === "change" ? request.inputs : {});
  const contested = useContested();
  const wanted =
    request.type === "change"
      ? { ...request, inputs }
      : request.type === "apply"
        ? { ...request, decisions: contested.decisions }
        : request;
  const { data, failure, view } = useView<"change" | "undo" | "apply">(wanted);
  contested.learn(data?.items ?? []);
  const started = data?.stage === "started" ? data.items : null;
  const latestStarted = useRef(onStarted);
  latestStarted.current = onStarted;
  useEffect(() => {
    if (started !== null) {
      latestStarted.current(started.map(({ ref }) => ref));
    }
  }, [started]);
  return (
    <Floating label={data?.title ?? t("change.review")} className="floating change" onClose={onClose}>
      {data === null && failure !== null && <Refused failure={failure} />}
      {data === null && failure === null && <p className="t3 late">{t("change.checking")}</p>}
      {data !== null && (
        <Review
          data={data}
          inputs={inputs}
          contested={contested}
          onInput={(id, value) => setInputs({ ...inputs, [id]: value })}
          onConfirm={(word) => view?.act({ type: "confirm", word })}
          onClose={onClose}
        >
          {failure !== null && <FailedStrip failure={failure} />}
        </Review>
      )}
    </Floating>
  );
}

function Review({
  data,
  inputs,
  contested,
  onInput,
  onConfirm,
  onClose,
  children,
}: {
  data: ChangeData;
  inputs: Record<string, string>;
  contested: Contested;
  onInput: (id: string, value: string) => void;
  onConfirm: (word: string) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useText();
  const [word, setWord] = useState("");
  const ready = data.stage === "ready" && (data.wordToConfirm === null || data.wordToConfirm === word.trim());
  // What can be left as it is does not keep the person from confirming.
  const asks = data.inputs.some(
    ({ field }) => field.type === "whole" || (field.type === "text" && !field.optional),
  );
  const changing = data.items.filter(({ outlook }) => outlook.type === "changes" || outlook.type === "goes");
  const confirm = () => {
    if (ready) {
      onConfirm(word);
    }
  };
  const latest = useRef(confirm);
  latest.current = confirm;
  useEffect(() => {
    // Wherever the focus is: where nothing is asked, it is in no field of this form.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        latest.current();
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <form
      className="review"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <h2>{data.title}</h2>
      {data.about !== null && <p className="t2">{data.about}</p>}
      {data.inputs.map((input, i) => (
        <label key={input.id} className="field" htmlFor={`input-${input.id}`}>
          <span>{input.title}</span>
          <InputField
            input={input}
            value={inputs[input.id] ?? ""}
            first={i === 0 && asks}
            onValue={(value) => onInput(input.id, value)}
          />
          {input.problem !== null && <span className="fail s12">{sayPhrase(input.problem)}</span>}
        </label>
      ))}
      <div className="outlooks">
        {data.items.slice(0, SHOWN).map((item) => (
          <OutlookOf
            key={JSON.stringify(item.ref)}
            item={item}
            alone={data.items.length === 1}
            contested={contested}
          />
        ))}
        {data.items.length > SHOWN && (
          <p className="t3 s12">{t("change.more", { count: data.items.length - SHOWN })}</p>
        )}
      </div>
      {data.wordToConfirm !== null && data.stage === "ready" && (
        <label className="field">
          <span>{t("change.typeToConfirm", { word: data.wordToConfirm })}</span>
          <input
            className="in mono"
            // biome-ignore lint/a11y/noAutofocus: nothing else can be done here
            autoFocus={!asks}
            autoComplete="off"
            spellCheck={false}
            value={word}
            onChange={(event) => setWord(event.target.value)}
          />
        </label>
      )}
      {children}
      <div className="buttons">
        <span className="grow t3 s12" role="status">
          {data.stage === "checking" ? t("change.checking") : t("change.will", { count: changing.length })}
        </span>
        <button type="button" className="btn q" onClick={onClose}>
          {t("change.cancel")} <Keys keys="Escape" />
        </button>
        <button type="submit" className={data.dangerous ? "btn d" : "btn p"} disabled={!ready}>
          {data.title}
          <span className="keys s12">{`${MOD} ↵`}</span>
        </button>
      </div>
    </form>
  );
}

/** Where the person gives what the change needs. */
function InputField({
  input,
  value,
  first,
  onValue,
}: {
  input: ChangeDataInput;
  value: string;
  first: boolean;
  onValue: (value: string) => void;
}) {
  const { field } = input;
  const shared = {
    id: `input-${input.id}`,
    autoFocus: first, // the person asked for this form, and this is what it asks
    value,
    "aria-invalid": input.problem !== null,
  };
  switch (field.type) {
    case "whole":
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
    case "text":
      return (
        <input
          {...shared}
          className="in mono"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onValue(event.target.value)}
        />
      );
    case "choice":
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
}

/** What will become of one object. */
function OutlookOf({
  item,
  alone,
  contested,
}: {
  item: ChangeDataItem;
  alone: boolean;
  contested: Contested;
}) {
  const t = useText();
  const { outlook, ref } = item;
  const name = ref.namespace === null ? ref.name : `${ref.namespace}/${ref.name}`;
  return (
    <div className="outlook">
      <div className="oh">
        <span className="mono ell">{name}</span>
        <span className="grow" />
        {outlook.type === "checking" && <span className="t3 s12 late">{t("change.checking")}</span>}
        {outlook.type === "same" && <span className="t3 s12">{t("change.same")}</span>}
        {outlook.type === "goes" && <span className="fail s12">{t("change.goes")}</span>}
        {outlook.type === "contested" && <span className="warn s12">{t("conflict.open")}</span>}
        {outlook.type === "changes" && outlook.version === "" && (
          <span className="t3 s12">{t("change.comes")}</span>
        )}
        {outlook.type === "changes" && (
          <span className="s12">
            <span className="plus">{`+${outlook.diff.added}`}</span>{" "}
            <span className="minus">{`−${outlook.diff.removed}`}</span>
          </span>
        )}
      </div>
      <Conflicts target={ref} contested={contested} />
      {outlook.type === "refused" && (
        <p className="said">
          {sayPhrase(outlook.message)}
          {outlook.detail !== null && <span className="mono s12 words">{outlook.detail}</span>}
        </p>
      )}
      {(outlook.type === "changes" || outlook.type === "goes") &&
        outlook.warnings.map((warning) => (
          <p key={warning} className="said warn s12">
            {warning}
          </p>
        ))}
      {outlook.type === "changes" &&
        (alone ? (
          <DiffLines diff={outlook.diff} label={name} />
        ) : (
          <details>
            <summary className="s12 t2">{t("change.showDiff")}</summary>
            <DiffLines diff={outlook.diff} label={name} />
          </details>
        ))}
    </div>
  );
}
