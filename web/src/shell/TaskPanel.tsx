import { useState } from "react";
import { Icon } from "../design/Icon";
import { Status } from "../design/Status";
import { sayPhrase, useText } from "../i18n/text";
import type { TasksDataTask, ViewAct } from "../protocol/generated/messages";
import { ChangeDialog } from "../views/change/ChangeDialog";
import { ProgressOf } from "../views/change/ProgressOf";
import { draftOfTask } from "../views/edit/drafts";
import { objectOf, refKey, SUMMARY } from "./address";
import { Link } from "./Link";

/** A task's title, with how it goes. */
export function Outcome({ task }: { task: TasksDataTask }) {
  const severity = task.failed > 0 ? "failed" : task.endedAt === null ? "progressing" : "healthy";
  const [step] = task.steps;
  const what = task.total === 1 && step !== undefined ? step.ref.name : `${task.done}/${task.total}`;
  return (
    <Status severity={severity}>
      {task.title} <span className="mono">{what}</span>
    </Status>
  );
}

/** A task's objects, and what can be done about it. */
export function TaskSteps({ task, onAct }: { task: TasksDataTask; onAct: (act: ViewAct) => void }) {
  const t = useText();
  const [undoing, setUndoing] = useState(false);
  const draft = task.endedAt !== null && task.done < task.total ? draftOfTask(task.id) : null;
  const namespaces = new Set(task.steps.flatMap(({ ref }) => ref.namespace ?? []));
  return (
    <div className="dsteps">
      <ul>
        {task.steps.map((step) => (
          <li key={refKey(step.ref)}>
            <Link className="l mono ell" to={objectOf(step.ref, SUMMARY)}>
              {step.ref.namespace !== null && namespaces.size > 1
                ? `${step.ref.namespace}/${step.ref.name}`
                : step.ref.name}
            </Link>
            <ProgressOf progress={step.progress} />
          </li>
        ))}
      </ul>
      <div className="dacts">
        {task.problem !== null && <span className="warn s12">{sayPhrase(task.problem)}</span>}
        {task.endedAt === null && (
          <button type="button" className="btn s" onClick={() => onAct({ type: "stop", task: task.id })}>
            {t("dock.stop")}
          </button>
        )}
        {draft !== null && (
          <Link className="btn s" to={draft}>
            <Icon name="edit" small />
            {t("dock.editAgain")}
          </Link>
        )}
        {task.undo && (
          <button type="button" className="btn s" onClick={() => setUndoing(true)}>
            <Icon name="undo" small />
            {t("dock.undo")}
          </button>
        )}
      </div>
      {undoing && (
        <ChangeDialog request={{ type: "undo", task: task.id }} onClose={() => setUndoing(false)} />
      )}
    </div>
  );
}
