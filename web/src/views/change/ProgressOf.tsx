import { Status } from "../../design/Status";
import { sayPhrase, useText } from "../../i18n/text";
import type { TasksDataProgress } from "../../protocol/generated/messages";
import { StatusWords } from "../cell/Cell";

/** How far one object of a change is, or what came of it. */
export function ProgressOf({ progress }: { progress: TasksDataProgress }) {
  const t = useText();
  switch (progress.type) {
    case "waiting":
      return <span className="t3">{t("dock.waiting")}</span>;
    case "writing":
      return <Status severity="progressing">{t("dock.writing")}</Status>;
    case "settling":
      return (
        <>
          {progress.status === null ? (
            <Status severity="progressing">{t("dock.settling")}</Status>
          ) : (
            <StatusWords cell={progress.status} />
          )}
          {progress.waitsFor !== null && <span className="t2">{sayPhrase(progress.waitsFor)}</span>}
        </>
      );
    case "done":
      return (
        <>
          <Status severity="healthy">{t("dock.done")}</Status>
          {progress.status !== null && <StatusWords cell={progress.status} />}
        </>
      );
    case "failed":
      return (
        <>
          <Status severity="failed">{sayPhrase(progress.message)}</Status>
          {progress.detail !== null && <span className="mono s12 t2">{progress.detail}</span>}
        </>
      );
    case "skipped":
      return <Status severity="warning">{t("dock.skipped", { name: progress.after.name })}</Status>;
    case "held":
      return <Status severity="warning">{sayPhrase(progress.by)}</Status>;
    case "stopped":
      return progress.left === null ? (
        <span className="t3">{t("dock.stopped")}</span>
      ) : (
        <Status severity="warning">{sayPhrase(progress.left)}</Status>
      );
  }
}
