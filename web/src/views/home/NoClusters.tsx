import { useState } from "react";
import { Mark } from "../../design/Icon";
import { useText } from "../../i18n/text";
import type { HomeDataFile } from "../../protocol/generated/messages";
import { Kubeconfig } from "./Kubeconfig";
import { ProblemText } from "./ProblemText";
import { type Problem, post } from "./post";

/** No clusters yet: where was looked, and the ways to one. */
export function NoClusters({ files, demo }: { files: HomeDataFile[]; demo: boolean }) {
  const t = useText();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [starting, setStarting] = useState(false);
  const start = async () => {
    setStarting(true);
    setProblem(await post("api/demo", null));
    setStarting(false);
  };
  return (
    <div className="noclusters">
      <div className="state">
        <span className="bigmark">
          <Mark />
        </span>
        <h1>{t("none.title")}</h1>
        <p>
          {t("none.looked")}{" "}
          {files.map((file, i) => (
            <span key={file.path}>
              {i > 0 && ", "}
              <code>{file.path}</code>
              {file.problem !== null && ` (${file.problem})`}
            </span>
          ))}
          {t("none.after")} {t(demo ? "none.aboutDemo" : "none.about")}
        </p>
        {demo && (
          <button type="button" className="btn p" disabled={starting} onClick={() => void start()}>
            {t("none.demo")}
          </button>
        )}
        {problem !== null && <ProblemText problem={problem} />}
      </div>
      <Kubeconfig onDone={() => {}} />
    </div>
  );
}
