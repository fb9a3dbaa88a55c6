import { Age } from "../../design/Age";
import { formatNumber, useText } from "../../i18n/text";
import type { ProblemsDataProblem } from "../../protocol/generated/messages";
import { objectOf, refKey } from "../../shell/address";
import { Link } from "../../shell/Link";
import { Cell } from "../cell/Cell";
import { Sentence } from "./Sentence";

/** Names of objects that are shown at once. */
const FIRST = 12;

/** What a problem stands on and who has it; `alone`, at the object itself, what to do instead of who. */
export function ProblemBody({ problem, alone = false }: { problem: ProblemsDataProblem; alone?: boolean }) {
  const t = useText();
  const shown = problem.objects.slice(0, FIRST);
  const left = problem.total - shown.length;
  return (
    <dl className="kv problembody">
      {alone && problem.advice !== null && (
        <div className="pair">
          <dt>{t("problems.todo")}</dt>
          <dd className="wraps">
            <Sentence text={problem.advice} />
          </dd>
        </div>
      )}
      {problem.evidence.map((evidence, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat, and their order says what weighs most
        <div key={i} className="pair">
          <dt title={evidence.label}>{evidence.label}</dt>
          <dd className="wraps">
            <Cell cell={evidence.value} />
            {evidence.count !== null && evidence.lastAt !== null && (
              <span className="t3 s12">
                {evidence.count > 1 && ` ×${formatNumber(evidence.count)}`}
                {" · "}
                <Age at={evidence.lastAt} ago />
              </span>
            )}
          </dd>
        </div>
      ))}
      {!alone && (
        <div className="pair">
          <dt>{t("problems.who")}</dt>
          <dd className="wraps problemwho">
            {shown.map((ref) => (
              <Link key={refKey(ref)} className="l mono" to={objectOf(ref)}>
                {ref.name}
              </Link>
            ))}
            {left > 0 && <span className="t3">{t("problems.more", { count: left })}</span>}
          </dd>
        </div>
      )}
    </dl>
  );
}
