import { useText } from "../../i18n/text";
import type { EditDataOverlap } from "../../protocol/generated/messages";

/** What the person and others have changed, each in their own way, and whose is to be taken. */
export function Overlaps({
  overlaps,
  onMine,
  onTheirs,
}: {
  overlaps: EditDataOverlap[];
  onMine: () => void;
  onTheirs: () => void;
}) {
  const t = useText();
  return (
    <section className="overlaps" aria-label={t("edit.overlaps")}>
      <div className="rowf" role="alert">
        <strong className="grow">{t("edit.overlaps")}</strong>
        <button type="button" className="btn s" onClick={onTheirs}>
          {t("edit.takeTheirs")}
        </button>
        <button type="button" className="btn s" onClick={onMine}>
          {t("edit.keepMine")}
        </button>
      </div>
      {overlaps.map(({ before, mine, theirs }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an overlap is nothing but its place
        <div key={i} className="overlap">
          <Side title={t("edit.before")} lines={before} />
          <Side title={t("edit.theirs")} lines={theirs} />
          <Side title={t("edit.mine")} lines={mine} />
        </div>
      ))}
    </section>
  );
}

function Side({ title, lines }: { title: string; lines: string[] }) {
  const t = useText();
  return (
    <div>
      <div className="t3 s12">{title}</div>
      <pre className="code">{lines.length === 0 ? t("edit.nothing") : lines.join("\n")}</pre>
    </div>
  );
}
