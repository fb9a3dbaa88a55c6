import { formatClock } from "../../design/moment";
import { Glyph } from "../../design/Status";
import { formatNumber, sayPhrase, useText } from "../../i18n/text";
import type { ServerMessageFailure, SourceState } from "../../protocol/generated/messages";
import { useConnection, useConnectionFailure, useLink } from "../../protocol/useView";
import { type Belief, placeOf } from "./sources";

/** What must be known about the rows below: read so far, as of when, and what is missing. */
export function Strips({ belief }: { belief: Belief }) {
  return (
    <>
      {belief.loading !== null && <LoadingStrip {...belief.loading} />}
      {belief.stale.length > 0 && <StaleStrip belief={belief} />}
      {belief.missing.length > 0 && <PartialStrip missing={belief.missing} />}
    </>
  );
}

/** How much has been read, of about how much. */
export function LoadingStrip({ read, expected }: { read: number; expected: number | null }) {
  const t = useText();
  const counts = { read: formatNumber(read), expected: formatNumber(expected ?? 0) };
  return (
    <div className="strip loading" role="status">
      <span>{t(expected === null ? "state.loading" : "state.loadingOf", counts)}</span>
      <div className="progline">
        {expected !== null && expected > 0 && (
          <i style={{ width: `${Math.min(100, (100 * read) / expected)}%` }} />
        )}
      </div>
    </div>
  );
}

function StaleStrip({ belief }: { belief: Belief }) {
  const t = useText();
  const connection = useConnection();
  const first = belief.stale.reduce((a, b) => (a.state.since <= b.state.since ? a : b));
  const clusters = [...new Set(belief.stale.map((source) => source.cluster))];
  return (
    <div className="stalebar" role="status">
      <Glyph severity="unknown" />
      <span className="ell" title={first.state.reason}>
        {t("state.stale", { time: formatClock(first.state.since), attempt: first.state.attempt })}
        <span className="t3">{` · ${clusters.join(", ")} · ${first.state.reason}`}</span>
      </span>
      <span className="grow" />
      <button type="button" className="l" onClick={() => connection.retryClusters(clusters)}>
        {t("state.retryNow")}
      </button>
    </div>
  );
}

function PartialStrip({ missing }: { missing: readonly SourceState[] }) {
  const t = useText();
  return (
    <div className="strip partial" role="status">
      <Glyph severity="warning" />
      <span>
        {t("state.partial")}{" "}
        {missing.map((source, i) => (
          <span key={placeOf(source)}>
            {i > 0 && ", "}
            <b className="med">{placeOf(source)}</b>
            {` (${shortReason(source)})`}
          </span>
        ))}
      </span>
    </div>
  );
}

function shortReason({ state }: SourceState): string {
  return state.type === "failed" ? sayPhrase(state.message) : state.type === "forbidden" ? state.message : "";
}

/** The server no longer keeps up what is shown below, and why. */
export function FailedStrip({ failure }: { failure: ServerMessageFailure }) {
  return (
    <div className="strip partial" role="alert">
      <Glyph severity="failed" />
      <span>{sayPhrase(failure.message)}</span>
      {failure.detail !== null && <code>{failure.detail}</code>}
    </div>
  );
}

/** Says that the browser has lost Fresnel itself, or that the two do not fit; everything stays as it was. */
export function LinkStrip() {
  const t = useText();
  const link = useLink();
  const connection = useConnection();
  const failure = useConnectionFailure();
  if (failure !== null) {
    return (
      <div className="strip partial" role="alert">
        <Glyph severity="warning" />
        <span>{sayPhrase(failure.message)}</span>
        {failure.detail !== null && <code>{failure.detail}</code>}
        <span className="grow" />
        <button type="button" className="l" onClick={() => location.reload()}>
          {t("connection.reloadNow")}
        </button>
      </div>
    );
  }
  if (link.status !== "lost") {
    return null;
  }
  return (
    <div className="stalebar" role="alert">
      <Glyph severity="unknown" />
      <span>{t("state.linkLost", { time: formatClock(link.since), attempt: link.attempt })}</span>
      <span className="grow" />
      <button type="button" className="l" onClick={() => connection.retryNow()}>
        {t("state.retryNow")}
      </button>
    </div>
  );
}
