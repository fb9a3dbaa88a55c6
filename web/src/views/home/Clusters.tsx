import { type CSSProperties, useState } from "react";
import { Floating } from "../../design/Floating";
import { Icon } from "../../design/Icon";
import { formatClock } from "../../design/moment";
import { Glyph, Status, severityClass } from "../../design/Status";
import { formatNumber, type Say, useText } from "../../i18n/text";
import type { HomeDataCluster } from "../../protocol/generated/messages";
import { useConnection } from "../../protocol/useView";
import { tableOf } from "../../shell/address";
import { Link } from "../../shell/Link";
import { Missing } from "../../shell/Missing";
import { severityOf } from "../../shell/Pickers";
import { navigate } from "../../shell/router";
import { Dash } from "../cell/Cell";

/** All clusters with their true states, each with what can be done about it. */
export function Clusters({
  clusters,
  current,
  chosen,
  phone,
  onToggle,
}: {
  clusters: HomeDataCluster[];
  current: string | null;
  chosen: readonly string[];
  phone: boolean;
  onToggle: (name: string) => void;
}) {
  const t = useText();
  const heads = ["name", "where", "state", "version", "nodes", "pods", "problems"] as const;
  if (phone) {
    return (
      <ul className="clustercards">
        {clusters.map((cluster) => (
          <PhoneCluster key={cluster.name} cluster={cluster} />
        ))}
      </ul>
    );
  }
  return (
    <div className="grid clusters" role="grid" aria-label={t("home.title")} aria-rowcount={clusters.length}>
      <div className="hrow" role="row">
        <div role="columnheader" className="cb">
          <span className="sr">{t("home.choose")}</span>
        </div>
        {heads.map((head) => (
          <div
            key={head}
            role="columnheader"
            className={head === "nodes" || head === "pods" ? "num" : undefined}
          >
            {t(`home.${head}`)}
          </div>
        ))}
        <div role="columnheader">
          <span className="sr">{t("home.action")}</span>
        </div>
      </div>
      {clusters.map((cluster, i) => (
        <ClusterRow
          key={cluster.name}
          cluster={cluster}
          index={i}
          current={cluster.name === current}
          chosen={chosen.includes(cluster.name)}
          onToggle={() => onToggle(cluster.name)}
        />
      ))}
    </div>
  );
}

function ClusterRow({
  cluster,
  index,
  current,
  chosen,
  onToggle,
}: {
  cluster: HomeDataCluster;
  index: number;
  current: boolean;
  chosen: boolean;
  onToggle: () => void;
}) {
  const t = useText();
  const severity = severityOf(cluster.state);
  // A reason takes the place of figures that nobody has.
  const known = !("reason" in cluster.state) || cluster.version !== null;
  const progress =
    cluster.state.type === "connecting" && cluster.state.read !== null && cluster.state.expected
      ? (100 * cluster.state.read) / cluster.state.expected
      : null;
  const open = () =>
    cluster.state.type !== "invalid" && navigate({ page: "landing", clusters: [cluster.name] });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: its name is a link
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={chosen}
      className={current ? "row cur" : "row"}
      onClick={open}
    >
      <div role="gridcell" className="cb">
        <button
          type="button"
          role="checkbox"
          className="glyphbox"
          aria-checked={chosen}
          aria-label={t("home.chooseOne", { name: cluster.name })}
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        >
          <Glyph severity={severity} />
          <span className={chosen ? "box on" : "box"}>{chosen && <Icon name="check" />}</span>
        </button>
      </div>
      <div role="gridcell" className="med" title={cluster.name}>
        {cluster.state.type === "invalid" ? (
          cluster.name
        ) : (
          <Link to={{ page: "landing", clusters: [cluster.name] }}>{cluster.name}</Link>
        )}
      </div>
      <div role="gridcell" className="t3 s12" title={cluster.where}>
        {cluster.where}
      </div>
      <div
        role="gridcell"
        className={`${severity === "healthy" ? "t2" : severityClass(severity)}${known ? "" : " reason"}`}
        aria-colspan={known ? undefined : 5}
        title={stateText(cluster, t)}
      >
        {stateText(cluster, t)}
        <Missing missing={cluster.missing} className="l missing" />
      </div>
      {known && (
        <>
          <div role="gridcell" className="t2" title={cluster.version ?? undefined}>
            {cluster.version ?? <Dash />}
          </div>
          <div role="gridcell" className="num t2">
            {cluster.nodes === null ? <Dash /> : formatNumber(cluster.nodes)}
          </div>
          <div role="gridcell" className="num t2">
            {cluster.pods === null ? <Dash /> : formatNumber(cluster.pods)}
          </div>
          <div role="gridcell">
            <ProblemCount cluster={cluster} />
          </div>
        </>
      )}
      <div role="gridcell" className="num">
        <Action cluster={cluster} />
      </div>
      {progress !== null && (
        <div className="progline rowline" role="presentation">
          <i style={{ "--done": `${progress}%` } as CSSProperties} />
        </div>
      )}
    </div>
  );
}

function PhoneCluster({ cluster }: { cluster: HomeDataCluster }) {
  const t = useText();
  const severity = severityOf(cluster.state);
  return (
    <li className="tworow">
      <Glyph severity={severity} />
      <div className="two">
        <div className="med ell">
          {cluster.state.type === "invalid" ? (
            cluster.name
          ) : (
            <Link className="wholerow" to={{ page: "landing", clusters: [cluster.name] }}>
              {cluster.name}
            </Link>
          )}
        </div>
        <div className="s12 t3 ell">
          <span className={severity === "healthy" ? undefined : severityClass(severity)}>
            {stateText(cluster, t)}
          </span>
          {` · ${cluster.where}`}
          {cluster.missing.length > 0 && ` · ${t("missing.count", { count: cluster.missing.length })}`}
        </div>
      </div>
      <div className="num s12">
        {cluster.problems !== null ? <ProblemCount cluster={cluster} /> : <Action cluster={cluster} />}
      </div>
    </li>
  );
}

function stateText({ state }: HomeDataCluster, t: Say): string {
  switch (state.type) {
    case "idle":
      return t("cluster.idle");
    case "connecting":
      if (state.read === null) {
        return t("cluster.connecting");
      }
      return t(state.expected === null ? "cluster.reading" : "cluster.readingOf", {
        read: formatNumber(state.read),
        expected: formatNumber(state.expected ?? 0),
      });
    case "active":
      return t("cluster.active");
    case "unauthorised":
      return t("cluster.unauthorised", { reason: state.reason });
    case "unreachable":
      return t("cluster.unreachable", { reason: state.reason });
    case "invalid":
      return t("cluster.invalid", { reason: state.reason });
  }
}

/** How much is wrong; leads to the worst of it. Of a cluster that does not answer, how old the figures of its row are. */
function ProblemCount({ cluster: { name, state, problems } }: { cluster: HomeDataCluster }) {
  const t = useText();
  if ("since" in state && problems !== null) {
    return (
      <span className="t3">
        <Status severity="unknown">{t("home.asOf", { time: formatClock(state.since) })}</Status>
      </span>
    );
  }
  if (problems === null) {
    return <Dash />;
  }
  const { failed, warning, resource } = problems;
  if (resource === null) {
    return <span className="t3">{t("home.none")}</span>;
  }
  const severity = failed > 0 ? "failed" : "warning";
  const count = failed > 0 ? failed : warning;
  return (
    <Link
      className="problemcount"
      to={{ ...tableOf([name], resource), query: `is:${severity}` }}
      aria-label={t("home.problemsOf", { count, name })}
    >
      <Status severity={severity}>{t("home.problemCount", { count })}</Status>
    </Link>
  );
}

/** What can be done about a cluster as it is. */
function Action({ cluster }: { cluster: HomeDataCluster }) {
  const t = useText();
  const connection = useConnection();
  const [details, setDetails] = useState(false);
  const { state, name } = cluster;
  const actions = {
    idle: { word: t("home.connect"), run: () => connection.retryClusters([name]) },
    connecting: { word: t("home.open"), run: () => navigate({ page: "landing", clusters: [name] }) },
    active: { word: t("home.open"), run: () => navigate({ page: "landing", clusters: [name] }) },
    unauthorised: { word: t("state.retry"), run: () => connection.retryClusters([name]) },
    unreachable: { word: t("state.retry"), run: () => connection.retryClusters([name]) },
    invalid: { word: t("home.details"), run: () => setDetails(true) },
  };
  const { word, run } = actions[state.type];
  return (
    <>
      <button
        type="button"
        className="btn s"
        aria-label={t("home.actionOn", { action: word, name })}
        onClick={(event) => {
          event.stopPropagation();
          run();
        }}
      >
        {word}
      </button>
      {details && (
        <Floating label={name} className="floating" onClose={() => setDetails(false)}>
          <h2>{name}</h2>
          <p className="t2">{stateText(cluster, t)}</p>
        </Floating>
      )}
    </>
  );
}
