import { Glyph } from "../../design/Status";
import { useText } from "../../i18n/text";
import type { Problem } from "./post";

/** Why something was not done. */
export function ProblemText({ problem }: { problem: Problem }) {
  const t = useText();
  return (
    <div className="problem" role="alert">
      <Glyph severity="failed" />
      <div>
        <p className="fail">{problem.message ?? t("post.failed")}</p>
        {problem.detail !== null && <code className="t2">{problem.detail}</code>}
      </div>
    </div>
  );
}
