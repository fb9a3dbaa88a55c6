import { useState } from "react";
import { Floating } from "../design/Floating";
import { Glyph } from "../design/Status";
import { sayPhrase, useText } from "../i18n/text";
import type { MissingApi } from "../protocol/generated/messages";

/** A quiet line that something is missing; it opens what and why. Nothing where nothing is. */
export function Missing({
  missing,
  className,
  brief = false,
}: {
  missing: MissingApi[];
  className: string;
  brief?: boolean;
}) {
  const t = useText();
  const [open, setOpen] = useState(false);
  if (missing.length === 0) {
    return null;
  }
  const words = t("missing.count", { count: missing.length });
  return (
    <>
      <button
        type="button"
        className={className}
        title={missing.map((api) => sayPhrase(api.why)).join("\n")}
        aria-label={brief ? words : undefined}
        onClick={(event) => {
          event.stopPropagation();
          setOpen(true);
        }}
      >
        <Glyph severity="warning" />
        {!brief && <span className="ell">{words}</span>}
      </button>
      {open && (
        <Floating label={t("missing.title")} className="floating" onClose={() => setOpen(false)}>
          <h2>{t("missing.title")}</h2>
          <MissingList missing={missing} />
        </Floating>
      )}
    </>
  );
}

/** Each with why, and which cluster it is about. */
export function MissingList({ missing }: { missing: MissingApi[] }) {
  return missing.map((api) => (
    <p key={`${api.cluster} ${api.name}`} className="t2">
      <b className="med">{api.cluster}</b> {sayPhrase(api.why)}
    </p>
  ));
}
