import type { LogDataLevel, ObjectRef } from "../protocol/generated/messages";
import { escapePart, join, NO_NAMESPACE, search, split, unescapePart } from "./addressParts";

/** What one looks at in logs: enough for a reload, a bookmark, a colleague. */
export interface LogPlace {
  readonly objects: ObjectRef[];
  /** By name, empty for all. */
  readonly containers: string[];
  /** Of the run before this one. */
  readonly previous: boolean;
  /** Seconds from now, null for all that is kept. */
  readonly since: number | null;
  /** So many of the newest lines of each container, null for all. */
  readonly tail: number | null;
  readonly filter: string;
  readonly find: string;
  /** Those shown, empty for all. */
  readonly levels: LogDataLevel[];
  /** Fields with a column of their own. */
  readonly columns: string[];
  /** The line to begin at: its time in nanoseconds since 1970. */
  readonly at: string | null;
}

export const LEVELS: readonly LogDataLevel[] = ["fatal", "error", "warn", "info", "debug", "trace", "none"];

const USUAL_TAIL = 1000;

/** The newest lines of these objects. */
export function logsOf(objects: ObjectRef[]): LogPlace {
  return {
    objects,
    containers: [],
    previous: false,
    since: null,
    tail: USUAL_TAIL,
    filter: "",
    find: "",
    levels: [],
    columns: [],
    at: null,
  };
}

/** As the part of an address after its path. */
export function formatLogs(place: LogPlace): string {
  return search([
    ["of", place.objects.map(formatObject).join(",")],
    ["c", join(place.containers, ",")],
    ["run", place.previous ? "previous" : ""],
    ["since", place.since === null ? "" : String(place.since)],
    ["tail", place.tail === USUAL_TAIL ? "" : place.tail === null ? "all" : String(place.tail)],
    ["q", place.filter],
    ["find", place.find],
    ["level", place.levels.join(",")],
    ["cols", join(place.columns, ",")],
    ["at", place.at ?? ""],
  ]);
}

/** Where the same lines, filtered or not, are as a text. */
export function logsAsText({ objects, containers, previous, since, tail }: LogPlace): string {
  const of = JSON.stringify({ objects, which: { containers, previous, since, tail } });
  return `/api/logs?of=${encodeURIComponent(of)}`;
}

/** Reads what `formatLogs` wrote; null where it names no object. */
export function parseLogs(params: URLSearchParams): LogPlace | null {
  const text = (name: string) => params.get(name) ?? "";
  const objects = text("of")
    .split(",")
    .map(parseObject)
    .filter((ref) => ref !== null);
  const tail = text("tail");
  return objects.length === 0
    ? null
    : {
        objects,
        containers: split(text("c"), ","),
        previous: text("run") === "previous",
        since: whole(text("since")),
        tail: tail === "all" ? null : (whole(tail) ?? USUAL_TAIL),
        filter: text("q"),
        find: text("find"),
        levels: LEVELS.filter((level) => text("level").split(",").includes(level)),
        columns: split(text("cols"), ","),
        at: /^\d{1,19}$/.test(text("at")) ? text("at") : null,
      };
}

function whole(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

function formatObject({ cluster, resource, namespace, name }: ObjectRef): string {
  const place = namespace === null ? NO_NAMESPACE : escapePart(namespace);
  return [escapePart(cluster), escapePart(resource), place, escapePart(name)].join("/");
}

function parseObject(text: string): ObjectRef | null {
  const [cluster, resource, namespace, name] = text.split("/");
  return !cluster || !resource || !namespace || !name
    ? null
    : {
        cluster: unescapePart(cluster),
        resource: unescapePart(resource),
        namespace: namespace === NO_NAMESPACE ? null : unescapePart(namespace),
        name: unescapePart(name),
      };
}
