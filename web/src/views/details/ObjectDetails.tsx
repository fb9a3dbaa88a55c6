import { type ReactNode, useEffect, useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useMedia, WIDE } from "../../design/media";
import { formatNumber, useText } from "../../i18n/text";
import type {
  DetailsData,
  DetailsDataSection,
  ObjectRef,
  SectionRelated,
  SourceState,
} from "../../protocol/generated/messages";
import { useLink, useView } from "../../protocol/useView";
import { SUMMARY } from "../../shell/address";
import { ClusterTime } from "../../shell/ClusterTime";
import { ProblemsOf } from "../problems/ProblemsOf";
import { Refused } from "../states/Pages";
import { FailedStrip, Strips } from "../states/Strips";
import { believe } from "../states/sources";
import { YamlView } from "../yaml/YamlView";
import { DetailsHead } from "./DetailsHead";
import { EventsSection } from "./EventsSection";
import { NothingToShow } from "./NothingToShow";
import { SectionHeading } from "./Sect";
import { Section } from "./Section";

type Events = Extract<DetailsDataSection, { type: "events" }>;

/** Everything about one object: head, tabs for what there is, sections. Beside a list or on its own page. */
export function ObjectDetails({
  target,
  tab,
  onTab,
  heading,
  actions,
  aside,
}: {
  target: ObjectRef;
  tab: string;
  onTab: (tab: string) => void;
  heading: "h1" | "h2";
  actions: ReactNode;
  aside: ReactNode;
}) {
  const { data, failure } = useView({ type: "details", ref: target });
  const t = useText();
  const link = useLink();
  const belief = believe(data === null ? [] : [data.state]);
  const stale = link.status === "lost" || belief.overall === "stale";
  const wide = useMedia(WIDE);
  const nothing = data === null || data.sections.length === 0;
  return (
    <div className={stale ? "object stale" : "object"}>
      <ClusterTime cluster={target.cluster}>
        <DetailsHead target={target} data={data} heading={heading} actions={actions} aside={aside} />
      </ClusterTime>
      {data !== null && <Strips belief={belief} />}
      {data === null && failure === null && (
        <p className="pad t3 late" role="status">
          {t("live.loading")}
        </p>
      )}
      {nothing && failure !== null && <Refused failure={failure} />}
      {!nothing && failure !== null && <FailedStrip failure={failure} />}
      {data !== null && nothing && failure === null && (
        <NothingToShow target={target} gone={data.gone} belief={belief} />
      )}
      {data !== null && !nothing && (
        <SectionHeading value={heading === "h1" ? "h2" : "h3"}>
          <ClusterTime cluster={target.cluster}>
            {data.status?.severity !== "healthy" && <ProblemsOf target={target} />}
            <Content data={data} tab={tab} onTab={onTab} wide={heading === "h1" && wide} />
          </ClusterTime>
        </SectionHeading>
      )}
    </div>
  );
}

function Content({
  data,
  tab,
  onTab,
  wide,
}: {
  data: DetailsData;
  tab: string;
  onTab: (tab: string) => void;
  /** There is room for a second column. */
  wide: boolean;
}) {
  const t = useText();
  const events = data.sections.filter((section): section is Events => section.type === "events");
  const count = events.reduce((sum, section) => sum + section.events.length, 0);
  const reading = data.sections.filter(isBeingRead).map((section) => section.title);
  const settled = useOnce(reading.length === 0 && events.every(({ state }) => !isOnItsWay(state)));
  const shown = settled ? data.sections.filter(hasSomething) : [];
  const aside = wide ? shown.filter(standsAside) : [];
  const draw = (section: DetailsDataSection) => (
    <Section key={section.id} section={section} target={data.ref} onEvents={() => onTab("events")} />
  );
  const tabs = [SUMMARY, ...(events.length > 0 ? ["events"] : []), "yaml"];
  return (
    <Tabs
      className="tabbed"
      selectedKey={tabs.includes(tab) ? tab : SUMMARY}
      onSelectionChange={(key) => onTab(String(key))}
    >
      <TabList className="tabs" aria-label={t("details.tabs")}>
        <Tab id={SUMMARY}>{t("details.summary")}</Tab>
        {events.length > 0 && (
          <Tab id="events">
            {t("details.events")}
            {count > 0 && <span className="n">{formatNumber(count)}</span>}
          </Tab>
        )}
        <Tab id="yaml">{t("details.yaml")}</Tab>
      </TabList>
      <TabPanel id={SUMMARY} className="tabpanel">
        {aside.length === 0 ? (
          shown.map(draw)
        ) : (
          <div className="sidebyside">
            <div>{shown.filter((section) => !standsAside(section)).map(draw)}</div>
            <div>{aside.map(draw)}</div>
          </div>
        )}
        {reading.length > 0 && (
          <p className="pad t3 s12 late" role="status">
            {t("details.reading", { titles: reading.join(", ") })}
          </p>
        )}
      </TabPanel>
      {events.length > 0 && (
        <TabPanel id="events" className="tabpanel">
          {events.map((section) => (
            <EventsSection key={section.id} section={section} most={Number.POSITIVE_INFINITY} onAll={null} />
          ))}
        </TabPanel>
      )}
      <TabPanel id="yaml" className="tabpanel yamlpanel">
        <YamlView target={data.ref} />
      </TabPanel>
    </Tabs>
  );
}

function isEmptyList(section: DetailsDataSection): section is SectionRelated {
  return section.type === "related" && section.rows.length === 0;
}

/** Lists without rows are left out, unless something keeps their rows from being known. */
function hasSomething(section: DetailsDataSection): boolean {
  return !isEmptyList(section) || ["stale", "forbidden", "failed"].includes(section.state.state.type);
}

function isBeingRead(section: DetailsDataSection): boolean {
  return isEmptyList(section) && isOnItsWay(section.state);
}

function isOnItsWay(source: SourceState | null): boolean {
  return source !== null && (source.state.type === "connecting" || source.state.type === "loading");
}

/** What is looked at beside the rest: how the object is, what happened to it, what it is called otherwise. */
function standsAside({ type, id }: DetailsDataSection): boolean {
  return type === "conditions" || type === "events" || id === "labels" || id === "annotations";
}

/** For so long, in milliseconds, a page waits for its lists, so that they do not push apart what is being read. */
const PATIENCE = 400;

/** Whether something was so once, or has been waited for long enough. */
function useOnce(now: boolean): boolean {
  const [was, setWas] = useState(now);
  useEffect(() => {
    if (now) {
      setWas(true);
    }
  }, [now]);
  useEffect(() => {
    const timer = setTimeout(() => setWas(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return was || now;
}
