import type { ChangeDataDiff, ChangeDataLine } from "../../protocol/generated/messages";

const SIGNS: Record<ChangeDataLine["kind"], string> = { same: "", added: "+", removed: "−" };
const CLASSES: Record<ChangeDataLine["kind"], string> = { same: "dl", added: "dl a", removed: "dl r" };

/** What becomes of a text: its lines with their numbers before and after, and what lies between left out. */
export function DiffLines({ diff, label }: { diff: ChangeDataDiff; label: string }) {
  return (
    <section className="difflines" aria-label={label}>
      {diff.hunks.map((hunk, i) => {
        let before = hunk.before;
        let after = hunk.after;
        return (
          <div key={hunk.before} className={i === 0 ? "hunk" : "hunk more"}>
            {hunk.lines.map((line) => {
              const numbers = [line.kind === "added" ? "" : before, line.kind === "removed" ? "" : after];
              const key = `${before} ${after}`;
              before += line.kind === "added" ? 0 : 1;
              after += line.kind === "removed" ? 0 : 1;
              return (
                <div key={key} className={CLASSES[line.kind]}>
                  <span className="ln">{numbers[0]}</span>
                  <span className="ln">{numbers[1]}</span>
                  <span className="sg">{SIGNS[line.kind]}</span>
                  <span>{line.text}</span>
                </div>
              );
            })}
          </div>
        );
      })}
    </section>
  );
}
