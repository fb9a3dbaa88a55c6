import type { HomeDataFile } from "../../protocol/generated/messages";

/** What is wrong with files, a paragraph each; many sentences name their file and place themselves. */
export function FileProblems({ files }: { files: HomeDataFile[] }) {
  return files
    .filter((file) => file.problem !== null)
    .map((file) => (
      <p key={`${file.path} ${file.problem}`} className="warn">
        {file.path !== "" && !file.problem?.includes(file.path) && (
          <>
            <span className="m11">{file.path}</span>
            {": "}
          </>
        )}
        {file.problem}
      </p>
    ));
}
