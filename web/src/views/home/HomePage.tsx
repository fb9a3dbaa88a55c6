import { useState } from "react";
import { Icon } from "../../design/Icon";
import { formatNumber, useText } from "../../i18n/text";
import type { HomeData, HomeDataFile } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { useKeys } from "../../shell/keys";
import { navigate } from "../../shell/router";
import { Refused } from "../states/Pages";
import { AddCluster } from "./AddCluster";
import { Clusters } from "./Clusters";
import { FileProblems } from "./FileProblems";
import { NoClusters } from "./NoClusters";

/** All clusters and how they are; or, where there are none, the ways to one. */
export function HomePage({ phone }: { phone: boolean }) {
  const { data, failure } = useView({ type: "home" });
  if (data === null) {
    return failure === null ? <Waiting /> : <Refused failure={failure} />;
  }
  return data.clusters.length === 0 ? (
    <NoClusters files={data.files} demo={data.demo} />
  ) : (
    <Known data={data} phone={phone} />
  );
}

/** Until the server has answered: the page's frame, so that nothing moves when it does. */
function Waiting() {
  const t = useText();
  return (
    <div className="home" aria-busy="true">
      <div className="phead">
        <h1>{t("home.title")}</h1>
      </div>
      <div className="waithead" />
      <span className="sr" role="status">
        {t("live.loading")}
      </span>
    </div>
  );
}

function Known({ data, phone }: { data: HomeData; phone: boolean }) {
  const t = useText();
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [adding, setAdding] = useState(false);
  const connected = data.clusters.filter((cluster) => cluster.state.type === "active").length;
  const current = data.clusters[Math.min(at, data.clusters.length - 1)];
  const openAll = () => navigate({ page: "landing", clusters: [...chosen] });
  const toggle = (name: string) =>
    setChosen(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);
  const go = (step: number) => () => setAt(Math.max(0, Math.min(data.clusters.length - 1, at + step)));
  useKeys([
    { keys: "j", about: "keys.down", run: go(1) },
    { keys: "k", about: "keys.up", run: go(-1) },
    { keys: "ArrowDown", about: null, quiet: true, run: go(1) },
    { keys: "ArrowUp", about: null, quiet: true, run: go(-1) },
    { keys: "x", about: "keys.choose", run: () => current !== undefined && toggle(current.name) },
    {
      keys: "Enter",
      about: "keys.openCluster",
      quiet: true,
      run: () => {
        if (chosen.length > 0) {
          openAll();
        } else if (current !== undefined && current.state.type !== "invalid") {
          navigate({ page: "landing", clusters: [current.name] });
        }
      },
    },
    { keys: "Escape", about: null, run: () => setChosen([]) },
  ]);
  return (
    <div className="home">
      <div className="phead">
        <h1>{t("home.title")}</h1>
        <span className="cnt">
          {t("home.count", { n: formatNumber(data.clusters.length), connected: formatNumber(connected) })}
        </span>
        <span className="grow" />
        {chosen.length > 1 && (
          <button type="button" className="btn q" onClick={openAll}>
            <Icon name="layers" small />
            {t("home.openAsOne", { count: chosen.length })}
          </button>
        )}
        <button type="button" className="btn" onClick={() => setAdding(true)}>
          <Icon name="plus" small />
          {t("home.add")}
        </button>
      </div>
      <Clusters
        clusters={data.clusters}
        current={current?.name ?? null}
        chosen={chosen}
        phone={phone}
        onToggle={toggle}
      />
      {data.files.length > 0 && <Files files={data.files} />}
      {adding && <AddCluster onClose={() => setAdding(false)} />}
    </div>
  );
}

/** Where the clusters come from, and what could not be read. */
function Files({ files }: { files: HomeDataFile[] }) {
  const t = useText();
  const read = files.filter((file) => file.problem === null);
  const bad = files.filter((file) => file.problem !== null);
  return (
    <div className="files s12 t3">
      {read.length > 0 && (
        <p>
          {t("home.from")}{" "}
          {read.map((file, i) => (
            <span key={file.path}>
              {i > 0 && ", "}
              <span className="m11">{file.path}</span>
            </span>
          ))}
          {t("home.readAgain")}
        </p>
      )}
      <FileProblems files={bad} />
    </div>
  );
}
