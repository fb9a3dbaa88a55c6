import { useRef } from "react";
import { Age } from "../../design/Age";
import { Icon } from "../../design/Icon";
import { Status } from "../../design/Status";
import { formatNumber, useText } from "../../i18n/text";
import type { AuditDataEntry, AuditDataOpened, AuditDataStep } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { type AuditAddress, objectOf, refKey } from "../../shell/address";
import { useKeys } from "../../shell/keys";
import { Link } from "../../shell/Link";
import { navigate } from "../../shell/router";
import { DiffLines } from "../change/Diff";
import { ProgressOf } from "../change/ProgressOf";
import { Refused, StatePage } from "../states/Pages";

const PAGE = 50;

/** What was done through Fresnel, newest first: who, when, what, as it was shown before, and what came of it. */
export function AuditPage({ address, phone }: { address: AuditAddress; phone: boolean }) {
  const t = useText();
  const { data, failure } = useView({
    type: "audit",
    text: address.text,
    offset: address.offset,
    limit: PAGE,
    open: address.open,
  });
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ keys: "/", about: "keys.query", run: () => field.current?.focus() }]);
  const go = (change: Partial<AuditAddress>, how: "push" | "replace" = "push") =>
    navigate({ ...address, ...change }, how);
  if (data === null && failure !== null) {
    return <Refused failure={failure} />;
  }
  const newer = Math.max(0, address.offset - PAGE);
  const older = address.offset + PAGE;
  return (
    <div className="pane" aria-busy={data === null}>
      <div className="phead">
        {!phone && <h1>{t("audit.title")}</h1>}
        {data !== null && data.problem === null && <span className="cnt">{formatNumber(data.total)}</span>}
      </div>
      <div className="auditbar">
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          value={address.text}
          aria-label={t("audit.search")}
          placeholder={t("audit.search")}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => go({ text: event.target.value, offset: 0, open: null }, "replace")}
        />
      </div>
      {data?.problem != null && (
        <StatePage title={t("audit.unreadable")}>
          <p className="mono s12">{data.problem}</p>
        </StatePage>
      )}
      {data !== null && data.problem === null && data.entries.length === 0 && (
        <StatePage
          title={address.text === "" ? t("audit.empty") : t("audit.noMatch", { text: address.text })}
        >
          <p>
            {address.text === "" ? (
              t("audit.about")
            ) : (
              <button type="button" className="btn s" onClick={() => go({ text: "", offset: 0 })}>
                {t("audit.all")}
              </button>
            )}
          </p>
        </StatePage>
      )}
      {data !== null && data.entries.length > 0 && (
        <ul className="audit">
          {data.entries.map((entry) => (
            <Entry
              key={entry.id}
              entry={entry}
              wanted={entry.id === address.open}
              opened={data.opened?.id === entry.id ? data.opened : null}
              onToggle={() => go({ open: entry.id === address.open ? null : entry.id }, "replace")}
            />
          ))}
        </ul>
      )}
      {data !== null && data.total > PAGE && (
        <div className="auditpages">
          <button
            type="button"
            className="btn s"
            disabled={address.offset === 0}
            onClick={() => go({ offset: newer, open: null })}
          >
            {t("audit.newer")}
          </button>
          <span className="t3 s12 num">
            {t("audit.range", {
              from: formatNumber(address.offset + 1),
              to: formatNumber(Math.min(older, data.total)),
              all: formatNumber(data.total),
            })}
          </span>
          <button
            type="button"
            className="btn s"
            disabled={older >= data.total}
            onClick={() => go({ offset: older, open: null })}
          >
            {t("audit.older")}
          </button>
        </div>
      )}
    </div>
  );
}

function Entry({
  entry,
  wanted,
  opened,
  onToggle,
}: {
  entry: AuditDataEntry;
  wanted: boolean;
  opened: AuditDataOpened | null;
  onToggle: () => void;
}) {
  const t = useText();
  const { first } = entry;
  const severity = entry.failed > 0 ? "failed" : entry.endedAt === null ? "unknown" : "healthy";
  return (
    <li>
      <button type="button" className="auditrow" aria-expanded={wanted} onClick={onToggle}>
        <Icon name={wanted ? "chevron-down" : "chevron-right"} small />
        <span className="audittitle ell">
          <Status severity={severity}>{entry.title}</Status>
        </span>
        <span className="auditwhat ell">
          <span className="mono">{first.name}</span>
          {entry.total > 1 && <span className="t2"> {t("audit.more", { count: entry.total - 1 })}</span>}
          <span className="t3 s12">{` ${[first.cluster, first.namespace].filter(Boolean).join(" / ")}`}</span>
        </span>
        <span className="t2 ell auditresult">
          {entry.endedAt === null
            ? t("audit.unended")
            : entry.failed > 0
              ? t("audit.failed", { failed: formatNumber(entry.failed), all: formatNumber(entry.total) })
              : entry.done < entry.total
                ? t("audit.part", { done: formatNumber(entry.done), all: formatNumber(entry.total) })
                : t("dock.done")}
        </span>
        <span className="t2 ell auditwho">{entry.person}</span>
        <span className="t3 num auditwhen">
          <Age at={entry.startedAt} />
        </span>
      </button>
      {wanted && opened !== null && (
        <div className="auditsteps">
          {opened.steps.map((step) => (
            <Step key={refKey(step.ref)} step={step} />
          ))}
        </div>
      )}
    </li>
  );
}

/** One object: what was shown and confirmed, and what came of it. */
function Step({ step }: { step: AuditDataStep }) {
  const t = useText();
  const { outlook, ref } = step;
  const name = ref.namespace === null ? ref.name : `${ref.namespace}/${ref.name}`;
  return (
    <div className="outlook">
      <div className="oh">
        <Link className="l mono ell" to={objectOf(ref)}>
          {name}
        </Link>
        <span className="t3 ell">{`${ref.resource} · ${ref.cluster}`}</span>
        <span className="grow" />
        {outlook.type === "goes" && <span className="t2">{t("audit.deletion")}</span>}
        {outlook.type === "leaves" && <span className="t2">{t("audit.eviction")}</span>}
        {outlook.type === "opened" && <span className="t2">{t("audit.opened", { what: outlook.what })}</span>}
        {step.user !== null && <span className="t3 ell">{t("audit.as", { user: step.user })}</span>}
      </div>
      <div className="said auditcame">
        {step.progress === null ? (
          <span className="t2">{t("audit.unseen")}</span>
        ) : (
          <ProgressOf progress={step.progress} />
        )}
      </div>
      {"diff" in outlook && <DiffLines diff={outlook.diff} label={name} />}
    </div>
  );
}
