import { Glyph } from "../../design/Status";
import { useText } from "../../i18n/text";
import type { SourceState } from "../../protocol/generated/messages";
import { useLink } from "../../protocol/useView";
import { believe, placeOf } from "../states/sources";

/** Whether what is shown follows each change. */
export function Live({ sources }: { sources: SourceState[] }) {
  const t = useText();
  const link = useLink();
  const { overall, stale } = believe(sources);
  if (link.status === "lost" || overall === "stale") {
    const partly = link.status !== "lost" && sources.some((source) => source.state.type === "live");
    return (
      <span className="live" title={stale.map(placeOf).join(", ")}>
        <Glyph severity="unknown" />
        {t(partly ? "live.partly" : "live.stale")}
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
