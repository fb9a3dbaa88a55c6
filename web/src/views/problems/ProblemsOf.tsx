import { Glyph } from "../../design/Status";
import { useText } from "../../i18n/text";
import type { ObjectRef } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { ProblemBody } from "./ProblemBody";
import { Sentence } from "./Sentence";

/** What is wrong with one object, above all else that is told of it; nothing where nothing is. */
export function ProblemsOf({ target }: { target: ObjectRef }) {
  const t = useText();
  const { data } = useView({ type: "problems", clusters: [target.cluster], namespaces: [], about: target });
  if (data === null || data.problems.length === 0) {
    return null;
  }
  return (
    <section aria-label={t("problems.title")}>
      {data.problems.map((problem) => (
        <div key={problem.id} className={`problembox ${problem.severity}`}>
          <p className="med">
            <Glyph severity={problem.severity} named />
            <span>
              <Sentence text={problem.title} />
            </span>
          </p>
          <ProblemBody problem={problem} alone />
        </div>
      ))}
    </section>
  );
}
