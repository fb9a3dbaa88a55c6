import { type ReactNode, useEffect, useRef, useState } from "react";
import { Floating } from "../../design/Floating";
import { MOD } from "../../design/Kbd";
import { useMedia } from "../../design/media";
import { useText } from "../../i18n/text";
import type {
  ChangeData,
  ChangeDataOutlook,
  ObjectRef,
  ViewRequestApply,
  ViewRequestChange,
  ViewRequestUndo,
} from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { openTerminal } from "../../shell/dockTabs";
import { Keys } from "../../shell/KeysHelp";
import { terminalIn } from "../../shell/terminalPlace";
import { Refused } from "../states/Pages";
import { FailedStrip } from "../states/Strips";
import { type Contested, useContested } from "./Conflicts";
import { DiffLayout, SIDE_BY_SIDE, useSideBySide } from "./Diff";
import { InputField } from "./InputField";
import { OutlookOf } from "./Outlook";

/** How many objects are shown one by one; of more, the rest is counted. */
const SHOWN = 200;
/** With more inputs than that they stand side by side. */
const MANY = 3;
/** Outlooks of objects to which something is done. */
const ACTING = new Set<ChangeDataOutlook["type"]>(["changes", "goes", "leaves", "later", "remade"]);

/** What will become of each object, as the server says, before anything happens; and the button that lets it happen. */
export function ChangeDialog({
  request,
  onClose,
  onStarted = onClose,
}: {
  request: ViewRequestChange | ViewRequestApply | ViewRequestUndo;
  onClose: () => void;
  /** It is being done, to these objects, by that task. */
  onStarted?: (refs: ObjectRef[], task: number) => void;
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
  const started = data?.stage === "started" ? data : null;
  const latestStarted = useRef(onStarted);
  latestStarted.current = onStarted;
  useEffect(() => {
    if (started !== null && started.task !== null) {
      if (started.leads !== null) {
        const { ref, container, mode } = started.leads;
        openTerminal(terminalIn(ref, ref, container, mode));
      }
      latestStarted.current(
        started.items.map(({ ref }) => ref),
        started.task,
      );
    }
  }, [started]);
  const wide = useSideBySide();
  return (
    <Floating
      label={data?.title ?? t("change.review")}
      className={wide ? "floating change wide" : "floating change"}
      onClose={onClose}
    >
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
    ({ field }) =>
      field.type === "whole" || field.type === "listed" || (field.type === "text" && !field.optional),
  );
  const changing = data.items.filter(({ outlook }) => ACTING.has(outlook.type));
  const roomy = useMedia(SIDE_BY_SIDE);
  const differs = data.items.some(({ outlook }) => "diff" in outlook && outlook.diff.removed > 0);
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
      <div className="rowf">
        <h2 className="grow">{data.title}</h2>
        {roomy && differs && <DiffLayout />}
      </div>
      {data.about !== null && <p className="t2">{data.about}</p>}
      {data.inputs.length > 0 && (
        <div className={data.inputs.length > MANY ? "fields many" : "fields"}>
          {data.inputs.map((input, i) => (
            <InputField
              key={input.id}
              input={input}
              value={inputs[input.id] ?? ""}
              first={i === 0 && asks}
              onValue={(value) => onInput(input.id, value)}
            />
          ))}
        </div>
      )}
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
      {children}
      <div className="rfoot">
        {data.wordToConfirm !== null && data.stage === "ready" && (
          <ConfirmWord wanted={data.wordToConfirm} word={word} onWord={setWord} />
        )}
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
      </div>
    </form>
  );
}

/** What is dangerous is confirmed by a word. It has the focus, unless the person is about to give something else. */
function ConfirmWord({
  wanted,
  word,
  onWord,
}: {
  wanted: string;
  word: string;
  onWord: (word: string) => void;
}) {
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!document.activeElement?.matches("input, select")) {
      field.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <label className="field">
      <span>{t("change.typeToConfirm", { word: wanted })}</span>
      <input
        ref={field}
        className="in mono"
        autoComplete="off"
        spellCheck={false}
        value={word}
        onChange={(event) => onWord(event.target.value)}
      />
    </label>
  );
}
