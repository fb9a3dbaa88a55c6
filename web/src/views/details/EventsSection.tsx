import { Age } from "../../design/Age";
import { Status } from "../../design/Status";
import { formatNumber, useText } from "../../i18n/text";
import type { DetailsDataEvent, SectionEvents } from "../../protocol/generated/messages";
import { Cell } from "../cell/Cell";
import { Strips } from "../states/Strips";
import { believe } from "../states/sources";
import { Sect } from "./Sect";

/** Events, newest first. */
export function EventsSection({
  section,
  most,
  onAll,
}: {
  section: SectionEvents;
  most: number;
  /** Leads to all of them; null where they are all here. */
  onAll: (() => void) | null;
}) {
  const t = useText();
  const { events } = section;
  const shown = events.slice(0, most);
  const all =
    onAll !== null && events.length > shown.length ? (
      <button type="button" className="l" onClick={onAll}>
        {t("events.all", { count: events.length })}
      </button>
    ) : (
      formatNumber(events.length)
    );
  return (
    <Sect title={section.title} end={all}>
      {section.state !== null && section.state.state.type !== "live" && (
        <Strips belief={believe([section.state])} />
      )}
      {events.length === 0 ? (
        <p className="t3 s12">{t("events.none")}</p>
      ) : (
        <ul className={onAll === null ? "events full" : "events"}>
          {shown.map((event, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: events have no names that we are told
            <Event key={i} event={event} full={onAll === null} />
          ))}
        </ul>
      )}
    </Sect>
  );
}

function Event({ event, full }: { event: DetailsDataEvent; full: boolean }) {
  return (
    <li>
      <span className="reason">
        {event.severity === "healthy" ? (
          <span className="t2 ell" title={event.reason}>
            {event.reason}
          </span>
        ) : (
          <Status severity={event.severity}>
            <span title={event.reason}>{event.reason}</span>
          </Status>
        )}
      </span>
      <span className={full ? "message t2" : "message t2 ell"} title={full ? undefined : event.message}>
        {full && event.about !== null && (
          <>
            <Cell cell={event.about} />{" "}
          </>
        )}
        {event.message}
        {full && <span className="t3 s12">{` ${event.source}`}</span>}
      </span>
      <span className="t3 num">{event.count > 1 ? `×${formatNumber(event.count)}` : ""}</span>
      <span className="t3 num">
        <Age at={event.lastAt} />
      </span>
    </li>
  );
}
