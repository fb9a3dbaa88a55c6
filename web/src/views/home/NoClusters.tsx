import { useState } from "react";
import { Mark } from "../../design/Icon";
import { useText } from "../../i18n/text";
import type { HomeDataFile } from "../../protocol/generated/messages";
import { FileProblems } from "./FileProblems";
import { Kubeconfig } from "./Kubeconfig";
import { ProblemText } from "./ProblemText";
import { type Problem, post } from "./post";

/** No clusters yet: where was looked, and the ways to one. */
export function NoClusters({ files, demo }: { files: HomeDataFile[]; demo: boolean }) {
  const t = useText();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [starting, setStarting] = useState(false);
  const places = files.filter((file) => file.path !== "");
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
        {places.length > 0 && (
          <p>
            {t("none.looked")}{" "}
            {places.map((file, i) => (
              <span key={file.path}>
                {i > 0 && ", "}
                <code>{file.path}</code>
              </span>
            ))}
            {t("none.after")}
          </p>
        )}
        <FileProblems files={files} />
        <p>{t(demo ? "none.aboutDemo" : "none.about")}</p>
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
