import { useState } from "react";
import { Breakable } from "../../design/Breakable";
import { Icon } from "../../design/Icon";
import { Name } from "../../design/Name";
import { formatNumber, useText } from "../../i18n/text";
import type {
  DetailsDataContainer,
  DetailsDataProperty,
  SectionContainers,
} from "../../protocol/generated/messages";
import { Cell, StatusWords } from "../cell/Cell";
import { Properties } from "./Properties";
import { Sect } from "./Sect";

/** Containers: how each is on one line, and all else below it. One that is not well is open from the start. */
export function ContainersSection({ section }: { section: SectionContainers }) {
  return (
    <Sect title={section.title} end={formatNumber(section.containers.length)}>
      <ul className="containers">
        {section.containers.map((container) => (
          <Container
            key={`${container.role} ${container.name}`}
            container={container}
            alone={section.containers.length === 1}
          />
        ))}
      </ul>
    </Sect>
  );
}

const ROLES = ["init", "sidecar", "ephemeral"] as const;

function Container({ container, alone }: { container: DetailsDataContainer; alone: boolean }) {
  const t = useText();
  const unwell = container.state !== null && !["healthy", "progressing"].includes(container.state.severity);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? (unwell || alone);
  const role = ROLES.find((name) => name === container.role);
  return (
    <li>
      <button type="button" className="containerhead" aria-expanded={open} onClick={() => setChosen(!open)}>
        <Icon name={open ? "chevron-down" : "chevron-right"} small />
        <span className="m med ell">{container.name}</span>
        {role !== undefined && <span className="tag">{t(`container.${role}`)}</span>}
        <span className="grow" />
        {container.restarts !== null && container.restarts.count > 0 && (
          <span className="s12 t2 nw">
            {t("container.restarts")} <Cell cell={{ ...container.restarts, lastAt: null }} />
          </span>
        )}
        {container.state !== null && <StatusWords cell={container.state} />}
      </button>
      <div className="image m11 t3">
        <Name>{container.image}</Name>
      </div>
      {open && (
        <div className="containerbody">
          <Properties
            properties={[
              ...(container.last === null
                ? []
                : [{ label: t("container.last"), value: container.last, about: null }]),
              ...container.properties,
            ]}
          />
          <Part title={t("container.env")} properties={container.env} />
          <Part title={t("container.mounts")} properties={container.mounts} />
        </div>
      )}
    </li>
  );
}

function Part({ title, properties }: { title: string; properties: DetailsDataProperty[] }) {
  if (properties.length === 0) {
    return null;
  }
  return (
    <>
      <div className="parth">{title}</div>
      <dl className="keyvalues">
        {properties.map((property, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may be given twice, as the last one counts
          <div key={i}>
            <dt className="m" title={property.about ?? undefined}>
              <Breakable>{property.label}</Breakable>
            </dt>
            <dd>
              <Cell cell={property.value} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
