import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { humanDuration } from "../../design/duration";
import { Icon } from "../../design/Icon";
import { MOD } from "../../design/Kbd";
import { sayPhrase, useText } from "../../i18n/text";
import type {
  AssistData,
  EditDataCurrent,
  FormData,
  ObjectRef,
  ViewRequestApply,
} from "../../protocol/generated/messages";
import { useConnection, useView } from "../../protocol/useView";
import { createSetting, useSetting } from "../../settings";
import { type Address, type EditAddress, objectOf, tableOf } from "../../shell/address";
import { useKeys } from "../../shell/keys";
import { navigate } from "../../shell/router";
import { ChangeDialog } from "../change/ChangeDialog";
import { FormPane } from "../form/FormPane";
import { Filling } from "../form/filling";
import { Refused } from "../states/Pages";
import { FailedStrip, Strips } from "../states/Strips";
import { believe } from "../states/sources";
import { draftOf, dropDraft, fits, keepDraft, keyOf, sendDraft, textOf } from "./drafts";
import type { Editor, EditorHost } from "./editor";
import { Overlaps } from "./Overlaps";

const TextEditor = lazy(() => import("./TextEditor"));

/** So long nothing is sent while somebody types, in milliseconds. */
const PAUSE = 250;

/** A text that becomes objects: one that is there, or new ones. */
export function EditorPage({ address }: { address: EditAddress }) {
  const t = useText();
  const connection = useConnection();
  const { cluster, ref, resource, namespace } = address;
  const key = keyOf(address);
  const kept = useMemo(() => draftOf(key), [key]);
  const [text, setText] = useState(kept?.text ?? "");
  const [before, setBefore] = useState(kept?.before ?? null);
  const [begun, setBegun] = useState(kept !== null || (ref === null && resource === ""));
  const [setters, setSetters] = useState(false);
  const [reviewing, setReviewing] = useState<ViewRequestApply | null>(null);
  const [tooLarge, setTooLarge] = useState(kept?.tooLarge === true);
  const [merged, setMerged] = useState(false);
  const editor = useRef<Editor | null>(null);
  const review = useRef<HTMLButtonElement>(null);
  const asked = useAsked(text);
  const small = fits(asked.text, before);
  const as = useSetting(asSetting);
  const [shown, setShown] = useState(0);
  const { data, failure } = useView<"edit">(
    small
      ? {
          type: "edit",
          cluster,
          ref,
          resource,
          namespace,
          before,
          text: asked.text,
          revision: asked.revision,
          setters,
          form: shown,
        }
      : null,
  );
  const changed = before === null ? text.trim() !== "" && begun : text !== before;

  useEffect(() => {
    if (changed) {
      keepDraft(key, { text, before });
    } else {
      dropDraft(key);
    }
  }, [changed, key, text, before]);
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (changed) {
        event.preventDefault();
      }
    };
    addEventListener("beforeunload", onLeave);
    return () => removeEventListener("beforeunload", onLeave);
  }, [changed]);

  // What others have made of it since: it is put together here only where it was worked out for this very text.
  const checked = data !== null && data.revision === asked.revision && asked.text === text;
  const current = checked ? data.current : null;
  const take = useCallback((now: EditDataCurrent, next: string) => {
    setText(next);
    setBefore(now.text);
  }, []);
  useEffect(() => {
    if (current === null) {
      return;
    }
    if (!begun) {
      setBegun(true);
      if (ref === null) {
        setText(current.text);
      } else {
        take(current, current.text);
      }
    } else if (ref !== null && current.overlaps.length === 0) {
      setMerged(changed);
      take(current, current.merged);
    }
  }, [current, begun, ref, changed, take]);

  // While the text cannot be read, the form stays as it was last.
  const lastForm = useRef<FormData | null>(null);
  lastForm.current = data?.form ?? lastForm.current;
  const readable = data === null || data.form !== null;
  const form = readable || data?.problems.some((problem) => problem.grave) ? lastForm.current : null;
  const asForm = as === "form" && form !== null;
  const objects = data?.titles ?? NONE;
  useEffect(() => {
    if (shown > 0 && shown >= objects.length) {
      setShown(0);
    }
  }, [shown, objects]);
  const latestAsForm = useRef(asForm);
  latestAsForm.current = asForm;
  const latestText = useRef(text);
  latestText.current = text;
  const filling = useMemo(
    () =>
      new Filling(connection, () => ({
        cluster,
        document: shown,
        text: () => latestText.current,
        onText: (next) => {
          latestText.current = next;
          setText(next);
          setMerged(false);
        },
      })),
    [connection, cluster, shown],
  );

  const grave = data?.problems.some((problem) => problem.grave) === true;
  const ready = begun && changed && !grave && small && (current === null || current.overlaps.length === 0);
  // Who is done before the last key has been looked at need not press twice.
  const hurried = useRef(false);
  const onDone = () => {
    hurried.current = !checked;
    if (ready && checked) {
      setReviewing({ type: "apply", cluster, namespace, ref, before, text, decisions: [] });
    }
  };
  useEffect(() => {
    if (hurried.current && checked) {
      onDone();
    }
  });
  const leave = () =>
    ref === null
      ? resource === ""
        ? navigate({ page: "landing", clusters: [cluster] })
        : navigate(tableOf([cluster], resource))
      : navigate(objectOf(ref));
  useKeys([{ keys: "mod+Enter", about: "keys.review", run: onDone }]);

  const assist = (all: string, line: number, column: number) =>
    new Promise<AssistData | null>((resolve) => {
      if (!fits(all, null)) {
        resolve(null);
        return;
      }
      const view = connection.views.open<"assist">({ type: "assist", cluster, text: all, line, column });
      const end = (found: AssistData | null) => {
        view.close();
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => end(null), 10_000);
      view.subscribe(() => {
        const state = view.get();
        if (state.data !== null || state.failure !== null) {
          end(state.data);
        }
      });
    });
  const host: EditorHost = {
    text,
    label: t("edit.label"),
    required: t("edit.required"),
    onText: (next) => {
      latestText.current = next;
      setText(next);
      setMerged(false);
    },
    onDone,
    onLeave: () => review.current?.focus(),
    assist,
    whenSet: ({ manager, at }) =>
      at === null ? manager : t("edit.setBy", { manager, age: humanDuration(Date.now() - at) }),
  };
  const drop = async (files: readonly File[]) => {
    const dropped = await textOf(files);
    setTooLarge(dropped === null);
    if (dropped !== null) {
      setBegun(true);
      setText(ref !== null || text.trim() === "" ? dropped : `${text.trimEnd()}\n---\n${dropped}`);
    }
  };
  const title =
    ref === null
      ? form === null
        ? t("edit.create")
        : t("edit.new", { kind: form.title })
      : t("edit.edit", { name: ref.name });
  const belief = data?.state == null ? null : believe([data.state]);
  return (
    <section
      className="editpage"
      aria-label={title}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void drop([...event.dataTransfer.files]);
      }}
    >
      <div className="phead">
        <h1>{title}</h1>
        <span className="t3 s12 ell">{ref?.namespace ?? (ref === null ? cluster : "")}</span>
        <span className="grow" />
        {form !== null && (
          <span className="seg">
            {AS.map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={as === each}
                onClick={() => {
                  asSetting.set(each);
                  if (each === "yaml") {
                    editor.current?.focus();
                  }
                }}
              >
                {t(`edit.as.${each}`)}
              </button>
            ))}
          </span>
        )}
        {ref !== null && (
          <label className="rowf s12 t2">
            <input type="checkbox" checked={setters} onChange={(event) => setSetters(event.target.checked)} />
            {t("edit.setters")}
          </label>
        )}
        <label className="btn q s filebtn">
          {t("edit.file")}
          <input
            type="file"
            multiple
            className="sr"
            onChange={(event) => void drop([...(event.target.files ?? [])])}
          />
        </label>
        <button type="button" className="btn q s" onClick={leave}>
          {t("change.cancel")}
        </button>
        <button ref={review} type="button" className="btn p s" disabled={!ready} onClick={onDone}>
          {t("edit.review")}
          <span className="keys s12">{`${MOD} ↵`}</span>
        </button>
      </div>
      {belief !== null && <Strips belief={belief} />}
      {failure !== null &&
        (data === null ? <Refused failure={failure} /> : <FailedStrip failure={failure} />)}
      {(tooLarge || !small) && (
        <p className="editnote fail" role="alert">
          {t("edit.tooLarge")}
        </p>
      )}
      {data?.gone === true && <p className="editnote warn">{t("edit.gone")}</p>}
      {merged && (
        <p className="editnote" role="status">
          {t("edit.merged")}
        </p>
      )}
      {current !== null && current.overlaps.length > 0 && begun && (
        <Overlaps
          overlaps={current.overlaps}
          onMine={() => take(current, current.merged)}
          onTheirs={() => take(current, current.theirs)}
        />
      )}
      <div className={asForm ? "editbody asform" : "editbody"}>
        {asForm && begun && (
          <FormPane
            key={form.title}
            form={form}
            titles={objects}
            document={shown}
            target={ref}
            disabled={!readable}
            focus={ref === null && kept === null}
            onDocument={setShown}
            onFill={(path, filled) => filling.fill(path, filled)}
          />
        )}
        <Suspense fallback={<p className="pad t3 late">{t("live.loading")}</p>}>
          {begun ? (
            <TextEditor
              key={key}
              host={host}
              text={text}
              problems={data?.problems ?? NONE}
              setters={setters ? (data?.setters ?? NONE) : NONE}
              onReady={(made) => {
                editor.current = made;
                if (!latestAsForm.current) {
                  made.focus();
                }
              }}
            />
          ) : (
            <p className="pad t3 late">{t("live.loading")}</p>
          )}
        </Suspense>
      </div>
      <div className="editfoot" role="status" aria-label={t("edit.problems")}>
        {(data?.problems ?? []).slice(0, SHOWN).map((problem) => (
          <button
            key={`${problem.line} ${problem.column} ${problem.message.key}`}
            type="button"
            className={problem.grave ? "problem grave" : "problem"}
            onClick={() => editor.current?.goTo(problem.line, problem.column)}
          >
            <Icon name="flag" small />
            <span className="mono t3">{`${problem.line}:${problem.column}`}</span>
            <span>{sayPhrase(problem.message)}</span>
          </button>
        ))}
        {data !== null && data.problems.length > SHOWN && (
          <span className="t3 s12">{t("change.more", { count: data.problems.length - SHOWN })}</span>
        )}
        {data !== null && data.problems.length === 0 && (
          <span className="t3 s12">{t("edit.documents", { count: data.documents })}</span>
        )}
      </div>
      {reviewing !== null && (
        <ChangeDialog
          request={reviewing}
          onClose={() => {
            setReviewing(null);
            editor.current?.focus();
          }}
          onStarted={(refs, task) => {
            sendDraft(address, reviewing.text, task);
            navigate(after(address, refs));
          }}
        />
      )}
    </section>
  );
}

const NONE: never[] = [];

const AS = ["form", "yaml"] as const;
const asSetting = createSetting<(typeof AS)[number]>("edit.as", "form", (text) =>
  text === "form" || text === "yaml" ? text : null,
);

/** Of more problems the rest is counted: they are marked in the text. */
const SHOWN = 6;

/** Where one sees what came of it. */
function after({ cluster, ref }: EditAddress, refs: ObjectRef[]): Address {
  const [first] = refs;
  if (ref !== null) {
    return objectOf(ref);
  }
  return first === undefined ? { page: "landing", clusters: [cluster] } : tableOf([cluster], first.resource);
}

/** The text as it was when somebody last paused, with a number of its own. */
function useAsked(text: string): { text: string; revision: number } {
  const [asked, setAsked] = useState({ text, revision: 0 });
  useEffect(() => {
    const timer = setTimeout(
      () => setAsked((was) => (was.text === text ? was : { text, revision: was.revision + 1 })),
      PAUSE,
    );
    return () => clearTimeout(timer);
  }, [text]);
  return asked;
}
