import { Glyph } from "../../design/Status";
import { useText } from "../../i18n/text";
import type { SourceState } from "../../protocol/generated/messages";
import { useLink } from "../../protocol/useView";
import { believe } from "../states/sources";

/** Whether what is shown follows each change. */
export function Live({ sources }: { sources: SourceState[] }) {
  const t = useText();
  const link = useLink();
  const { overall } = believe(sources);
  if (link.status === "lost" || overall === "stale") {
    return (
      <span className="live">
        <Glyph severity="unknown" />
        {t("live.stale")}
      </span>
    );
  }
  if (overall === "live") {
    return (
      <span className="live">
        <i />
        {t("live.live")}
      </span>
    );
  }
  return overall === "connecting" || overall === "loading" ? (
    <span className="live">
      <Glyph severity="progressing" />
      {t("live.loading")}
    </span>
  ) : null;
}
