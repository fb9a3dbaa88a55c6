import { Status } from "../../design/Status";
import { formatNumber, useText } from "../../i18n/text";
import type { LogDataHead } from "../../protocol/generated/messages";

/** How many containers are read and how that goes, the worst first; and what is no longer kept. */
export function SourcesSummary({ head }: { head: LogDataHead }) {
  const t = useText();
  const of = (...states: string[]) => head.sources.filter(({ state }) => states.includes(state));
  const forbidden = of("forbidden");
  const waiting = of("waiting");
  const words = [...forbidden, ...waiting].map(({ words }) => words).find((text) => text !== null);
  const severity =
    forbidden.length > 0
      ? "failed"
      : waiting.length > 0
        ? "warning"
        : of("connecting").length > 0
          ? "progressing"
          : "healthy";
  const text =
    forbidden.length > 0
      ? t("logs.forbidden", { count: forbidden.length })
      : waiting.length > 0
        ? t("logs.waiting", { count: waiting.length })
        : of("following").length > 0
          ? t("logs.following", { count: of("following").length })
          : of("connecting").length > 0
            ? t("live.loading")
            : of("not_begun").length > 0
              ? t("logs.notBegun")
              : t("logs.ended");
  return (
    <span className="rowf s12 t3 logsources" title={words ?? undefined}>
      {head.totals.dropped > 0 && (
        <span className="nw">{t("logs.dropped", { n: formatNumber(head.totals.dropped) })}</span>
      )}
      {head.omitted > 0 && <span className="warn nw">{t("logs.omitted", { count: head.omitted })}</span>}
      <Status severity={severity}>{text}</Status>
    </span>
  );
}
