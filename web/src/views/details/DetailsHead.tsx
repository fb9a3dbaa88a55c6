import { lazy, type ReactNode, Suspense, useState } from "react";
import { Age } from "../../design/Age";
import { CopyButton } from "../../design/Copy";
import { Icon } from "../../design/Icon";
import { Name } from "../../design/Name";
import { Status } from "../../design/Status";
import { useAge } from "../../design/ticker";
import { useText } from "../../i18n/text";
import type { DetailsData, ObjectRef } from "../../protocol/generated/messages";
import { editOf, tableOf } from "../../shell/address";
import { openLogs, openTerminal } from "../../shell/dockTabs";
import { useKeys } from "../../shell/keys";
import { Link } from "../../shell/Link";
import { logsOf } from "../../shell/logPlace";
import { itemOf, useNavigation } from "../../shell/navigation";
import { terminalIn } from "../../shell/terminalPlace";
import { StatusWords } from "../cell/Cell";
import { ActionsMenu } from "../change/ActionsMenu";
import { OpenLogs } from "../logs/OpenLogs";

const ForwardDialog = lazy(() => import("../forwards/ForwardDialog"));

/** What an object is called and how it is; beside a list also what and where it is, which a page has above. */
export function DetailsHead({
  target,
  data,
  heading: Heading,
  actions,
  aside,
}: {
  target: ObjectRef;
  data: DetailsData | null;
  heading: "h1" | "h2";
  actions: ReactNode;
  aside: ReactNode;
}) {
  const t = useText();
  const { data: rail, place } = useNavigation();
  const kind = data?.kindTitle ?? itemOf(rail, target.resource)?.title ?? "";
  return (
    <div className="dhead">
      {Heading === "h2" && (
        <div className="kind">
          <span className="nw">{kind}</span>
          {target.namespace !== null && (
            <>
              <span className="t3">{t("details.in")}</span>
              <Link className="l ell" to={tableOf([target.cluster], target.resource, [target.namespace])}>
                {target.namespace}
              </Link>
            </>
          )}
          {place.clusters.length > 1 && (
            <span className="t3 ell">{t("details.of", { cluster: target.cluster })}</span>
          )}
          <span className="grow" />
          {actions}
        </div>
      )}
      <Heading className="name">
        <Name>{target.name}</Name>
        <CopyButton text={target.name} label={t("details.copyName")} />
        <span className="grow" />
        {data !== null && !data.gone && itemOf(rail, target.resource)?.logs === true && (
          <>
            <LogsButton target={target} />
            <ShellButton target={target} />
            <ForwardButton target={target} />
          </>
        )}
        {data !== null && !data.gone && (
          <Link className="btn s" to={editOf(target)}>
            <Icon name="edit" small />
            {t("keys.edit")}
          </Link>
        )}
        {data !== null && !data.gone && <ActionsMenu objects={[target]} />}
      </Heading>
      <div className="dstate">
        {data !== null && data.status !== null && !data.gone && <StatusWords cell={data.status} />}
        {data?.gone === true && data.sections.length > 0 && (
          <Status severity="unknown">{t("details.gone")}</Status>
        )}
        {data !== null && data.deletingSince !== null && !data.gone && (
          <Deleting since={data.deletingSince} />
        )}
        {data !== null && data.createdAt !== null && (
          <span className="t3 s12 nw">
            {t("details.age")} <Age at={data.createdAt} />
          </span>
        )}
        <span className="grow" />
        {aside !== null && <span className="t3 s12 nw">{aside}</span>}
      </div>
    </div>
  );
}

function LogsButton({ target }: { target: ObjectRef }) {
  const open = () => openLogs(logsOf([target]));
  useKeys([{ keys: "l", about: "keys.logs", run: open }]);
  return <OpenLogs objects={[target]} onOpen={open} />;
}

function ShellButton({ target }: { target: ObjectRef }) {
  const t = useText();
  const open = () => openTerminal(terminalIn(target));
  useKeys([{ keys: "s", about: "keys.shell", run: open }]);
  return (
    <button
      type="button"
      className="btn s ic"
      onClick={open}
      aria-label={t("keys.shell")}
      title={t("keys.shell")}
    >
      <Icon name="terminal" small />
    </button>
  );
}

function ForwardButton({ target }: { target: ObjectRef }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  useKeys([{ keys: "f", about: "keys.port", run: () => setOpen(true) }]);
  return (
    <>
      <button
        type="button"
        className="btn s ic"
        onClick={() => setOpen(true)}
        aria-label={t("keys.port")}
        title={t("keys.port")}
      >
        <Icon name="plug" small />
      </button>
      {open && (
        <Suspense fallback={null}>
          <ForwardDialog target={target} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Deleting({ since }: { since: number }) {
  const t = useText();
  return <span className="warn s12 nw">{t("details.deleting", { age: useAge(since) })}</span>;
}
