import { useRef, useState } from "react";
import { humanDuration } from "../../design/duration";
import { Glyph } from "../../design/Status";
import { useText } from "../../i18n/text";
import type {
  ChangeDataConflict,
  ChangeDataItem,
  ObjectRef,
  ViewRequestDecision,
} from "../../protocol/generated/messages";
import { refKey, sameObject } from "../../shell/address";

const KEEPS = ["left", "theirs", "mine"] as const;

/** The fields that others have set, and what the person has decided about them. */
export interface Contested {
  readonly decisions: ViewRequestDecision[];
  of(ref: ObjectRef): ChangeDataConflict[];
  decide(ref: ObjectRef, field: string, keep: ViewRequestDecision["keep"]): void;
  /** Those that were decided are no longer told, and stay, so that one can decide otherwise. */
  learn(items: ChangeDataItem[]): void;
}

export function useContested(): Contested {
  const known = useRef(new Map<string, ChangeDataConflict[]>());
  const [decisions, setDecisions] = useState<ViewRequestDecision[]>([]);
  return {
    decisions,
    of: (ref) => known.current.get(refKey(ref)) ?? [],
    decide: (ref, field, keep) =>
      setDecisions([
        ...decisions.filter((made) => made.field !== field || !sameObject(made.ref, ref)),
        { ref, field, keep },
      ]),
    learn: (items) => {
      for (const { ref, outlook } of items) {
        if (outlook.type === "contested") {
          const before = known.current.get(refKey(ref)) ?? [];
          const now = outlook.conflicts;
          const others = before.filter((old) => !now.some((each) => each.field === old.field));
          known.current.set(refKey(ref), [...others, ...now]);
        }
      }
    },
  };
}

/** Field by field: who has set it, what it is, what it would be, and whose it is to be. */
export function Conflicts({ target, contested }: { target: ObjectRef; contested: Contested }) {
  const t = useText();
  const conflicts = contested.of(target);
  if (conflicts.length === 0) {
    return null;
  }
  const decisionOf = (field: string) =>
    contested.decisions.find((made) => made.field === field && sameObject(made.ref, target))?.keep;
  const decided = conflicts.filter(({ field }) => decisionOf(field) !== undefined).length;
  return (
    <section className="conflicts" aria-label={t("conflict.title")}>
      <div className="ch s12">
        <strong className="grow">{t("conflict.title")}</strong>
        <span className="t3">{t("conflict.decided", { count: conflicts.length, decided })}</span>
      </div>
      {conflicts.map(({ field, manager, at, theirs, mine }) => (
        <fieldset key={`${field} ${manager}`} className="conflict" aria-label={field}>
          <Glyph severity="warning" />
          <div className="cfield">
            <span className="mono">{field}</span>
            <span className="t2 s12">
              {t("conflict.by", { manager })}
              {at !== null && (
                <span className="t3"> {t("conflict.ago", { age: humanDuration(Date.now() - at) })}</span>
              )}
            </span>
          </div>
          <div className="cvalues s12">
            <span className="t3">{t("conflict.theirsValue")}</span>
            <span className="mono">{theirs ?? t("conflict.notShown")}</span>
            <span className="t3">{t("conflict.mineValue")}</span>
            <span className="mono med">{mine ?? t("conflict.notShown")}</span>
          </div>
          <span className="seg">
            {KEEPS.map((keep) => (
              <button
                key={keep}
                type="button"
                aria-pressed={decisionOf(field) === keep}
                title={t(`conflict.${keep}About`)}
                onClick={() => contested.decide(target, field, keep)}
              >
                {t(`conflict.${keep}`)}
              </button>
            ))}
          </span>
        </fieldset>
      ))}
    </section>
  );
}
