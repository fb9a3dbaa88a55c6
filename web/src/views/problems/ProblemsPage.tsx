import { Age } from "../../design/Age";
import { Icon } from "../../design/Icon";
import { Glyph } from "../../design/Status";
import { formatNumber, useText } from "../../i18n/text";
import type { ProblemsDataProblem } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import type { ProblemsAddress } from "../../shell/address";
import { ClusterTime } from "../../shell/ClusterTime";
import { navigate } from "../../shell/router";
import { Failed, Refused, StatePage } from "../states/Pages";
import { Strips } from "../states/Strips";
import { believe } from "../states/sources";
import { ProblemBody } from "./ProblemBody";
import { Sentence } from "./Sentence";

/** What is wrong, by cause: the worst first, each with what it stands on and what to do. */
export function ProblemsPage({ address, phone }: { address: ProblemsAddress; phone: boolean }) {
  const t = useText();
  const { data, failure } = useView({
    type: "problems",
    clusters: address.clusters,
    namespaces: address.namespaces,
    about: null,
  });
  if (data === null && failure !== null) {
    return <Refused failure={failure} />;
  }
  const belief = believe(data?.sources ?? []);
  const several = address.clusters.length > 1;
  const toggle = (id: string) => navigate({ ...address, open: address.open === id ? null : id }, "replace");
  return (
    <div className="pane" aria-busy={data === null}>
      <div className="phead">
        {!phone && <h1>{t("problems.title")}</h1>}
        {data !== null && <span className="cnt">{formatNumber(data.problems.length)}</span>}
        <span className="grow" />
        {data !== null && (
          <span className="t3 s12" role="status">
            {data.complete
              ? data.objects > 0 && t("problems.objects", { count: data.objects })
              : belief.overall !== "failed" && t("problems.looking")}
          </span>
        )}
      </div>
      {data !== null && <Strips belief={belief} />}
      {data !== null && belief.overall === "failed" && <Failed belief={belief} />}
      {data?.complete === true && data.problems.length === 0 && belief.overall !== "failed" && (
        <StatePage title={t("problems.none")}>
          <p>{t("problems.noneAbout")}</p>
        </StatePage>
      )}
      {data !== null && data.problems.length > 0 && (
        <ul className="problems">
          {data.problems.map((problem) => (
            <ClusterTime key={problem.id} cluster={problem.cluster}>
              <Problem
                problem={problem}
                wanted={problem.id === address.open}
                several={several}
                onToggle={() => toggle(problem.id)}
              />
            </ClusterTime>
          ))}
        </ul>
      )}
    </div>
  );
}

function Problem({
  problem,
  wanted,
  several,
  onToggle,
}: {
  problem: ProblemsDataProblem;
  wanted: boolean;
  several: boolean;
  onToggle: () => void;
}) {
  const t = useText();
  const [first] = problem.namespaces;
  const where =
    problem.namespaces.length > 1
      ? t("problems.namespaces", { count: problem.namespaces.length })
      : (first ?? "");
  return (
    <li>
      <button type="button" className="problemrow" aria-expanded={wanted} onClick={onToggle}>
        <Glyph severity={problem.severity} named />
        <span className="problemtitle">
          <span className="med">
            <Sentence text={problem.title} />
          </span>
          {problem.advice !== null && (
            <span className="t2 s12">
              <Sentence text={problem.advice} />
            </span>
          )}
        </span>
        <span className="t2 ell problemwhere">
          {several ? [problem.cluster, where].filter(Boolean).join(" / ") : where}
        </span>
        <span className="t3 num problemwhen">{problem.since !== null && <Age at={problem.since} />}</span>
        <Icon name={wanted ? "chevron-down" : "chevron-right"} small />
      </button>
      {wanted && <ProblemBody problem={problem} />}
    </li>
  );
}
