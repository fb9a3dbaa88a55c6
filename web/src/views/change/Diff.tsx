import { useMedia } from "../../design/media";
import { useText } from "../../i18n/text";
import type { ChangeDataDiff, ChangeDataHunk, ChangeDataLine } from "../../protocol/generated/messages";
import { createSetting, useSetting } from "../../settings";
import { type NumberedLine, numbered, parted, rowsOf } from "./diffRows";

/** So wide that both sides can be read. */
export const SIDE_BY_SIDE = "(min-width: 1180px)";

const LAYOUTS = ["unified", "split"] as const;
const layoutSetting = createSetting<(typeof LAYOUTS)[number]>("diff", "unified", (text) =>
  text === "unified" || text === "split" ? text : null,
);

/** Whether the two texts stand beside each other. */
export function useSideBySide(): boolean {
  const roomy = useMedia(SIDE_BY_SIDE);
  return useSetting(layoutSetting) === "split" && roomy;
}

/** One text below the other, or beside it. */
export function DiffLayout() {
  const t = useText();
  const layout = useSetting(layoutSetting);
  return (
    <span className="seg">
      {LAYOUTS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={layout === each}
          onClick={() => layoutSetting.set(each)}
        >
          {t(`diff.${each}`)}
        </button>
      ))}
    </span>
  );
}

const SIGNS: Record<ChangeDataLine["kind"], string> = { same: "", added: "+", removed: "−" };
const CLASSES: Record<ChangeDataLine["kind"], string> = { same: "dl", added: "dl a", removed: "dl r" };

/** What becomes of a text: its lines with their numbers before and after, and what lies between left out. */
export function DiffLines({ diff, label }: { diff: ChangeDataDiff; label: string }) {
  // What is all new has nothing to stand beside.
  const split = useSideBySide() && diff.removed > 0;
  return (
    <section className={split ? "difflines sides" : "difflines"} aria-label={label}>
      {diff.hunks.map((hunk, i) => (
        <div key={hunk.before} className={i === 0 ? "hunk" : "hunk more"}>
          {split ? <SplitHunk hunk={hunk} /> : <UnifiedHunk hunk={hunk} />}
        </div>
      ))}
    </section>
  );
}

function UnifiedHunk({ hunk }: { hunk: ChangeDataHunk }) {
  return numbered(hunk).map((line) => (
    <div key={`${line.before} ${line.after}`} className={CLASSES[line.kind]}>
      <span className="ln">{line.kind === "added" ? "" : line.before}</span>
      <span className="ln">{line.kind === "removed" ? "" : line.after}</span>
      <span className="sg">{SIGNS[line.kind]}</span>
      <LineText line={line} />
    </div>
  ));
}

function SplitHunk({ hunk }: { hunk: ChangeDataHunk }) {
  return rowsOf(hunk).map(({ left, right }) => (
    <div key={`${left?.before ?? "-"} ${right?.after ?? "-"}`} className="drow">
      <Half line={left} number={left?.before} />
      <Half line={right} number={right?.after} />
    </div>
  ));
}

function Half({ line, number }: { line: NumberedLine | null; number: number | undefined }) {
  return line === null ? (
    <div className="dl none" />
  ) : (
    <div className={CLASSES[line.kind]}>
      <span className="ln">{number}</span>
      <span className="sg">{SIGNS[line.kind]}</span>
      <LineText line={line} />
    </div>
  );
}

/** A line; of one that stands for another, what is different in it is marked. */
function LineText({ line }: { line: NumberedLine }) {
  const parts = line.other === null ? null : parted(line.text, line.other);
  return parts === null ? (
    <span>{line.text}</span>
  ) : (
    <span>
      {parts.head}
      <em>{parts.middle}</em>
      {parts.tail}
    </span>
  );
}
