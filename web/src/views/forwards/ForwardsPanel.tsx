import { CopyButton } from "../../design/Copy";
import { Icon } from "../../design/Icon";
import { Status } from "../../design/Status";
import { formatNumber, sayPhrase, useText } from "../../i18n/text";
import type { ForwardsDataForward } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { objectOf } from "../../shell/address";
import { Link } from "../../shell/Link";
import { FailedStrip } from "../states/Strips";

/** The ports of this machine that lead into clusters, and those that once did. */
export default function ForwardsPanel() {
  const t = useText();
  const { data, failure, view } = useView({ type: "forwards" });
  return (
    <div className="forwards" role="region" aria-label={t("forward.list")}>
      {failure !== null && <FailedStrip failure={failure} />}
      {data !== null && data.problem !== null && (
        <p className="warn s12 said">{t("forward.notKept", { why: data.problem })}</p>
      )}
      {data !== null && data.forwards.length === 0 && <p className="t2 said">{t("forward.none")}</p>}
      <ul>
        {(data?.forwards ?? []).map((forward) => (
          <li key={forward.id}>
            <Row forward={forward} />
            {forward.state === "open" ? (
              <button
                type="button"
                className="btn s"
                onClick={() => view?.act({ type: "stopForward", forward: forward.id })}
              >
                {t("forward.stop")}
              </button>
            ) : (
              <button
                type="button"
                className="btn s"
                onClick={() => view?.act({ type: "startForward", forward: forward.id })}
              >
                {t("forward.start")}
              </button>
            )}
            <button
              type="button"
              className="btn q s ic"
              aria-label={t("forward.forget", { name: forward.ref.name })}
              title={t("forward.forget", { name: forward.ref.name })}
              onClick={() => view?.act({ type: "forgetForward", forward: forward.id })}
            >
              <Icon name="close" small />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Row({ forward }: { forward: ForwardsDataForward }) {
  const t = useText();
  const { ref, port, localPort, state, target } = forward;
  const address = `http://127.0.0.1:${localPort}/`;
  const severity =
    state === "failed" || forward.problem !== null ? "failed" : state === "open" ? "healthy" : "unknown";
  return (
    <>
      <Status severity={severity}>{t(`forward.state.${state}`)}</Status>
      <span className="mono nw">
        {state === "open" ? (
          <a className="l" href={address} target="_blank" rel="noreferrer">
            {`127.0.0.1:${localPort}`}
          </a>
        ) : (
          <span className="t2">{`127.0.0.1:${localPort}`}</span>
        )}
        {state === "open" && <CopyButton text={`127.0.0.1:${localPort}`} label={t("forward.copy")} />}
      </span>
      <Icon name="chevron-right" small />
      <span className="ell">
        <Link className="l mono" to={objectOf(ref)}>
          {ref.name}
        </Link>
        <span className="mono">{`:${port}`}</span>
        <span className="t3 s12">{` ${[ref.cluster, ref.namespace].filter(Boolean).join(" / ")}`}</span>
        {target !== null && target.name !== ref.name && (
          <span className="t2 s12">{` ${t("forward.now", { name: target.name })}`}</span>
        )}
      </span>
      <span className="grow t2 s12 ell">
        {forward.problem !== null ? (
          <span className="fail" title={forward.detail ?? undefined}>
            {sayPhrase(forward.problem)}
            {forward.detail !== null && <span className="mono"> {forward.detail}</span>}
          </span>
        ) : (
          state === "open" &&
          t("forward.connections", { count: forward.connections, total: formatNumber(forward.total) })
        )}
      </span>
    </>
  );
}
