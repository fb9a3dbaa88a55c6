import { Breakable } from "../../design/Breakable";
import { CopyButton } from "../../design/Copy";
import { formatNumber, useText } from "../../i18n/text";
import type { DetailsDataSection, ObjectRef } from "../../protocol/generated/messages";
import { SUMMARY } from "../../shell/address";
import { Cell, isNumeric } from "../cell/Cell";
import { ConditionsSection } from "./ConditionsSection";
import { ContainersSection } from "./ContainersSection";
import { EventsSection } from "./EventsSection";
import { LongText } from "./LongText";
import { Properties } from "./Properties";
import { RelatedSection } from "./RelatedSection";
import { SecretsSection } from "./SecretsSection";
import { Sect } from "./Sect";

const EVENTS_IN_SUMMARY = 4;

type Of<T extends DetailsDataSection["type"]> = Extract<DetailsDataSection, { type: T }>;

/** Draws any section of an object's details. */
export function Section({
  section,
  target,
  onEvents,
}: {
  section: DetailsDataSection;
  target: ObjectRef;
  onEvents: () => void;
}) {
  switch (section.type) {
    case "properties":
      return <PropertiesSection section={section} />;
    case "conditions":
      return <ConditionsSection section={section} />;
    case "table":
      return <TableSection section={section} />;
    case "keyValues":
      return <KeyValuesSection section={section} />;
    case "secrets":
      return <SecretsSection section={section} target={target} />;
    case "containers":
      return <ContainersSection section={section} />;
    case "events":
      return <EventsSection section={section} most={EVENTS_IN_SUMMARY} onAll={onEvents} />;
    case "related":
      return <RelatedSection section={section} target={target} />;
    case "text":
      return <TextSection section={section} />;
  }
}

function PropertiesSection({ section }: { section: Of<"properties"> }) {
  return (
    // The tab is called so already.
    <Sect title={section.title} unseen={section.id === SUMMARY}>
      <Properties properties={section.properties} />
    </Sect>
  );
}

function TableSection({ section }: { section: Of<"table"> }) {
  return (
    <Sect title={section.title} end={formatNumber(section.rows.length)}>
      <div className="sidescroll">
        <table className="plain">
          <thead>
            <tr>
              {section.columns.map((column) => (
                <th key={column.id} scope="col" className={isNumeric(column.kind) ? "num" : undefined}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {section.rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of an object have no names of their own
              <tr key={i}>
                {row.map((cell, at) => {
                  const column = section.columns[at];
                  return (
                    <td
                      key={column?.id ?? at}
                      className={column !== undefined && isNumeric(column.kind) ? "num" : ""}
                    >
                      <Cell cell={cell} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Sect>
  );
}

function KeyValuesSection({ section }: { section: Of<"keyValues"> }) {
  return (
    <Sect title={section.title} end={formatNumber(section.entries.length)}>
      <dl className="keyvalues">
        {section.entries.map((entry) => (
          <div key={entry.key}>
            <dt className="m">
              <Breakable>{entry.key}</Breakable>
            </dt>
            <dd className="m">
              <LongText text={entry.value} />
            </dd>
          </div>
        ))}
      </dl>
    </Sect>
  );
}

function TextSection({ section }: { section: Of<"text"> }) {
  const t = useText();
  return (
    <Sect title={section.title} end={<CopyButton text={section.text} label={t("copy.label")} />}>
      <div className="code codebox wrapped">
        <LongText text={section.text} />
      </div>
    </Sect>
  );
}
