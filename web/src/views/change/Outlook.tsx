import { sayPhrase, useText } from "../../i18n/text";
import type { ChangeDataItem } from "../../protocol/generated/messages";
import { Conflicts, type Contested } from "./Conflicts";
import { DiffLines } from "./Diff";

/** What will become of one object. */
export function OutlookOf({
  item,
  alone,
  contested,
}: {
  item: ChangeDataItem;
  alone: boolean;
  contested: Contested;
}) {
  const t = useText();
  const { outlook, ref } = item;
  const name = ref.namespace === null ? ref.name : `${ref.namespace}/${ref.name}`;
  return (
    <div className={outlook.type === "leaves" || outlook.type === "stays" ? "outlook line" : "outlook"}>
      <div className="oh">
        <span className="mono ell">{name}</span>
        <span className="grow" />
        {outlook.type === "checking" && <span className="t3 s12 late">{t("change.checking")}</span>}
        {outlook.type === "same" && <span className="t3 s12">{t("change.same")}</span>}
        {outlook.type === "goes" && <span className="fail s12">{t("change.goes")}</span>}
        {outlook.type === "remade" && <span className="fail s12">{t("change.remade")}</span>}
        {outlook.type === "leaves" && <span className="fail s12">{t("change.leaves")}</span>}
        {outlook.type === "leaves" && outlook.note !== null && (
          <span className="warn s12 note">{sayPhrase(outlook.note)}</span>
        )}
        {outlook.type === "stays" && <span className="t3 s12">{sayPhrase(outlook.why)}</span>}
        {outlook.type === "contested" && <span className="warn s12">{t("conflict.open")}</span>}
        {outlook.type === "changes" && outlook.version === "" && (
          <span className="t3 s12">{t("change.comes")}</span>
        )}
        {outlook.type === "later" && (
          <span className="t3 s12">
            {t("change.later", { needs: outlook.needs.map((need) => need.name).join(", ") })}
          </span>
        )}
        {"diff" in outlook && (
          <span className="s12">
            <span className="plus">{`+${outlook.diff.added}`}</span>{" "}
            <span className="minus">{`−${outlook.diff.removed}`}</span>
          </span>
        )}
      </div>
      <Conflicts target={ref} contested={contested} />
      {outlook.type === "refused" && (
        <p className="said">
          {sayPhrase(outlook.message)}
          {outlook.detail !== null && <span className="mono s12 words">{outlook.detail}</span>}
        </p>
      )}
      {"warnings" in outlook &&
        outlook.warnings.map((warning) => (
          <p key={warning} className="said warn s12">
            {warning}
          </p>
        ))}
      {"diff" in outlook &&
        (alone ? (
          <DiffLines diff={outlook.diff} label={name} />
        ) : (
          <details>
            <summary className="s12 t2">{t("change.showDiff")}</summary>
            <DiffLines diff={outlook.diff} label={name} />
          </details>
        ))}
    </div>
  );
}
