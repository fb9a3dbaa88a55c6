import { useState } from "react";
import { Icon } from "../design/Icon";
import { Status } from "../design/Status";
import { sayPhrase, useText } from "../i18n/text";
import type { TasksDataTask, ViewAct } from "../protocol/generated/messages";
import { useView } from "../protocol/useView";
import { createSetting, useSetting } from "../settings";
import { ChangeDialog } from "../views/change/ChangeDialog";
import { ProgressOf } from "../views/change/ProgressOf";
import { objectOf, refKey, SUMMARY } from "./address";
import { Link } from "./Link";

const dockSetting = createSetting<"open" | "small">("dock", "open", (text) =>
  text === "open" || text === "small" ? text : null,
);

/** What goes on while one looks elsewhere: at the bottom of every page, until it is dismissed. */
export function Dock() {
  const t = useText();
  const { data, view } = useView({ type: "tasks" });
  const size = useSetting(dockSetting);
  const [chosen, setChosen] = useState<number | null>(null);
  const tasks = data?.tasks ?? [];
  const shown = tasks.find(({ id }) => id === chosen) ?? tasks[0];
  if (shown === undefined) {
    return null;
  }
  const small = size === "small";
  return (
    <section className={small ? "dock small" : "dock"} aria-label={t("dock.title")}>
      <div className="dtabs">
        {tasks.slice(0, 6).map((task) => (
          <div key={task.id} className={task === shown && !small ? "dtab on" : "dtab"}>
            <button
              type="button"
              className="dname"
              aria-pressed={task === shown && !small}
              onClick={() => {
                setChosen(task.id);
                dockSetting.set("open");
              }}
            >
              <Outcome task={task} />
            </button>
            {task.endedAt !== null && (
              <button
                type="button"
                className="btn q s ic"
                aria-label={t("dock.dismiss", { title: task.title })}
                onClick={() => view?.act({ type: "dismiss", task: task.id })}
              >
                <Icon name="close" small />
              </button>
            )}
          </div>
        ))}
        <span className="grow" />
        <button
          type="button"
          className="btn q s ic"
          aria-label={small ? t("dock.open") : t("dock.small")}
          title={small ? t("dock.open") : t("dock.small")}
          onClick={() => dockSetting.set(small ? "open" : "small")}
        >
          <Icon name={small ? "ascending" : "minus"} small />
        </button>
      </div>
      {!small && <TaskSteps key={shown.id} task={shown} onAct={(act) => view?.act(act)} />}
    </section>
  );
}

/** A task's title, with how it goes. */
function Outcome({ task }: { task: TasksDataTask }) {
  const severity = task.failed > 0 ? "failed" : task.endedAt === null ? "progressing" : "healthy";
  const [step] = task.steps;
  const what = task.total === 1 && step !== undefined ? step.ref.name : `${task.done}/${task.total}`;
  return (
    <Status severity={severity}>
      {task.title} <span className="mono">{what}</span>
    </Status>
  );
}

function TaskSteps({ task, onAct }: { task: TasksDataTask; onAct: (act: ViewAct) => void }) {
  const t = useText();
  const [undoing, setUndoing] = useState(false);
  return (
    <div className="dsteps">
      <ul>
        {task.steps.map((step) => (
          <li key={refKey(step.ref)}>
            <Link className="l mono ell" to={objectOf(step.ref, SUMMARY)}>
              {step.ref.name}
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
