import type { ObjectRef, ViewRequestSort } from "../protocol/generated/messages";
import { escapePart, join, NO_NAMESPACE, search, split, unescapePart } from "./addressParts";
import { formatLogs, type LogPlace, parseLogs } from "./logPlace";

/** Where a person is. Everything that a reload or a colleague needs is in it. */
export type Address =
  | HomeAddress
  | LandingAddress
  | TableAddress
  | ObjectAddress
  | AuditAddress
  | ProblemsAddress
  | EditAddress
  | LogsAddress
  | LostAddress;

export interface HomeAddress {
  readonly page: "home";
}

/** Clusters without a kind: the shell goes on to the first kind of the rail. */
export interface LandingAddress {
  readonly page: "landing";
  readonly clusters: string[];
}

export interface TableAddress {
  readonly page: "table";
  readonly clusters: string[];
  readonly resource: string;
  /** Empty for all. */
  readonly namespaces: string[];
  readonly query: string;
  /** null for the pack's own order. */
  readonly sort: ViewRequestSort | null;
  /** Chosen columns in their order, null for the pack's choice. */
  readonly columns: string[] | null;
  /** The object whose details are open beside the list. */
  readonly open: ObjectRef | null;
  readonly tab: string;
  /** Chosen rows. */
  readonly selected: ObjectRef[];
}

export interface ObjectAddress {
  readonly page: "object";
  readonly ref: ObjectRef;
  readonly tab: string;
}

/** What was done through Fresnel. */
export interface AuditAddress {
  readonly page: "audit";
  /** Words that an entry must hold. */
  readonly text: string;
  /** How many newer entries are left out. */
  readonly offset: number;
  /** The entry of which all is shown. */
  readonly open: number | null;
}

/** What is wrong, by cause. */
export interface ProblemsAddress {
  readonly page: "problems";
  readonly clusters: string[];
  /** Empty for all. */
  readonly namespaces: string[];
  /** The problem of which all is shown. */
  readonly open: string | null;
}

/** A text that is written: an object that is there, or new ones. */
export interface EditAddress {
  readonly page: "edit";
  readonly cluster: string;
  /** null for new ones. */
  readonly ref: ObjectRef | null;
  /** Of which kind a new one is; "" where that is open. */
  readonly resource: string;
  /** Where a new one is that does not say so itself. */
  readonly namespace: string;
}

/** Logs as a page of their own. */
export interface LogsAddress {
  readonly page: "logs";
  readonly place: LogPlace;
}

/** No page of ours. */
export interface LostAddress {
  readonly page: "lost";
  readonly path: string;
}

export const SUMMARY = "summary";

/** An address of a table with nothing narrowed. */
export function tableOf(clusters: string[], resource: string, namespaces: string[] = []): TableAddress {
  return {
    page: "table",
    clusters,
    resource,
    namespaces,
    query: "",
    sort: null,
    columns: null,
    open: null,
    tab: SUMMARY,
    selected: [],
  };
}

export function objectOf(ref: ObjectRef, tab: string = SUMMARY): ObjectAddress {
  return { page: "object", ref, tab };
}

export function problemsOf(clusters: string[], namespaces: string[]): ProblemsAddress {
  return { page: "problems", clusters, namespaces, open: null };
}

/** All that was done. */
export const AUDIT: AuditAddress = { page: "audit", text: "", offset: 0, open: null };

export function editOf(ref: ObjectRef): EditAddress {
  return { page: "edit", cluster: ref.cluster, ref, resource: ref.resource, namespace: ref.namespace ?? "" };
}

/** The writing of something new where one is. */
export function createOf(address: Address, clusters: string[], namespaces: string[]): EditAddress | null {
  const [cluster] = address.page === "edit" ? [address.cluster] : clusters;
  const resource = address.page === "table" ? address.resource : "";
  return cluster === undefined
    ? null
    : { page: "edit", cluster, ref: null, resource, namespace: namespaces[0] ?? "default" };
}

/**
 * An address as a path relative to the base URL, without a leading slash:
 *
 *     ""                                             home
 *     c/prod+staging/pods?ns=shop&q=restarts>3       a table of two clusters
 *     c/prod/pods/shop/api-0?tab=yaml                an object; "_" stands where there is no namespace
 *     audit?q=web&open=12                            what was done through Fresnel
 *     problems/prod+staging?ns=shop                  what is wrong there
 *     c/prod/pods?open=prod/shop/api-0               an object beside its list
 *     edit/prod/pods/shop/api-0                      an object as a text that is edited
 *     new/prod?kind=pods&ns=shop                     a new one
 *     logs?of=prod/pods/shop/api-0&find=timeout      logs of an object
 */
export function formatAddress(address: Address): string {
  switch (address.page) {
    case "home":
      return "";
    case "landing":
      return `c/${join(address.clusters, "+")}`;
    case "table":
      return `c/${join(address.clusters, "+")}/${escapePart(address.resource)}${search([
        ["ns", join(address.namespaces, ",")],
        ["q", address.query],
        ["sort", address.sort === null ? "" : (address.sort.descending ? "-" : "") + address.sort.column],
        ["cols", address.columns === null ? "" : join(address.columns, ",")],
        ["sel", address.selected.map(formatRef).join(",")],
        ["open", address.open === null ? "" : formatRef(address.open)],
        ["tab", address.open === null || address.tab === SUMMARY ? "" : address.tab],
      ])}`;
    case "object": {
      const { cluster, resource, namespace, name } = address.ref;
      const path = [escapePart(cluster), escapePart(resource), namespacePart(namespace), escapePart(name)];
      return `c/${path.join("/")}${search([["tab", address.tab === SUMMARY ? "" : address.tab]])}`;
    }
    case "audit":
      return `audit${search([
        ["q", address.text],
        ["from", address.offset === 0 ? "" : String(address.offset)],
        ["open", address.open === null ? "" : String(address.open)],
      ])}`;
    case "problems":
      return `problems/${join(address.clusters, "+")}${search([
        ["ns", join(address.namespaces, ",")],
        ["open", address.open === null ? "" : escapePart(address.open)],
      ])}`;
    case "edit": {
      const { cluster, ref, resource, namespace } = address;
      return ref === null
        ? `new/${escapePart(cluster)}${search([
            ["kind", resource === "" ? "" : escapePart(resource)],
            ["ns", escapePart(namespace)],
          ])}`
        : `edit/${escapePart(cluster)}/${escapePart(ref.resource)}/${namespacePart(ref.namespace)}/${escapePart(ref.name)}`;
    }
    case "logs":
      return `logs${formatLogs(address.place)}`;
    case "lost":
      return address.path;
  }
}

/** Reads what `formatAddress` wrote. */
export function parseAddress(path: string, searchText: string): Address {
  const parts = path.split("/").filter((part) => part !== "");
  const [first, clusterText, resource, namespace, name] = parts;
  if (parts.length === 0) {
    return { page: "home" };
  }
  if (first === "audit" && parts.length === 1) {
    return parseAudit(new URLSearchParams(searchText));
  }
  if (first === "problems" && clusterText !== undefined && parts.length === 2) {
    const params = new URLSearchParams(searchText);
    const open = params.get("open");
    return {
      page: "problems",
      clusters: split(clusterText, "+"),
      namespaces: split(params.get("ns") ?? "", ","),
      open: open === null ? null : unescapePart(open),
    };
  }
  if (first === "edit" || first === "new") {
    return parseEdit(path, parts, new URLSearchParams(searchText));
  }
  if (first === "logs" && parts.length === 1) {
    const place = parseLogs(new URLSearchParams(searchText));
    return place === null ? { page: "lost", path } : { page: "logs", place };
  }
  if (first !== "c" || clusterText === undefined || parts.length > 5 || parts.length === 4) {
    return { page: "lost", path };
  }
  const clusters = split(clusterText, "+");
  if (resource === undefined) {
    return { page: "landing", clusters };
  }
  const params = new URLSearchParams(searchText);
  const tab = params.get("tab") ?? SUMMARY;
  if (namespace === undefined || name === undefined) {
    return parseTable(clusters, unescapePart(resource), params, tab);
  }
  const ref = {
    cluster: unescapePart(clusterText),
    resource: unescapePart(resource),
    namespace: namespace === NO_NAMESPACE ? null : unescapePart(namespace),
    name: unescapePart(name),
  };
  return { page: "object", ref, tab };
}

function parseAudit(params: URLSearchParams): AuditAddress {
  const whole = (name: string) =>
    /^\d{1,9}$/.test(params.get(name) ?? "") ? Number(params.get(name)) : null;
  return { page: "audit", text: params.get("q") ?? "", offset: whole("from") ?? 0, open: whole("open") };
}

function parseEdit(path: string, parts: string[], params: URLSearchParams): Address {
  const [first, cluster, resource, namespace, name] = parts;
  if (cluster === undefined) {
    return { page: "lost", path };
  }
  if (first === "new" && parts.length === 2) {
    return {
      page: "edit",
      cluster: unescapePart(cluster),
      ref: null,
      resource: unescapePart(params.get("kind") ?? ""),
      namespace: unescapePart(params.get("ns") ?? "default"),
    };
  }
  if (first !== "edit" || parts.length !== 5 || !resource || !namespace || !name) {
    return { page: "lost", path };
  }
  return editOf({
    cluster: unescapePart(cluster),
    resource: unescapePart(resource),
    namespace: namespace === NO_NAMESPACE ? null : unescapePart(namespace),
    name: unescapePart(name),
  });
}

function parseTable(
  clusters: string[],
  resource: string,
  params: URLSearchParams,
  tab: string,
): TableAddress {
  const list = (name: string) => split(params.get(name) ?? "", ",");
  const sort = params.get("sort") ?? "";
  const columns = list("cols");
  return {
    page: "table",
    clusters,
    resource,
    namespaces: list("ns"),
    query: params.get("q") ?? "",
    sort: sort === "" ? null : { column: sort.replace(/^-/, ""), descending: sort.startsWith("-") },
    columns: columns.length === 0 ? null : columns,
    open: parseRef(params.get("open") ?? "", resource),
    tab,
    selected: (params.get("sel") ?? "")
      .split(",")
      .map((text) => parseRef(text, resource))
      .filter((ref) => ref !== null),
  };
}

/** The same object, whichever record names it. */
export function sameObject(a: ObjectRef | null, b: ObjectRef | null): boolean {
  return a !== null && b !== null && refKey(a) === refKey(b);
}

/** A text that is the same for the same object and no other. */
export function refKey(ref: ObjectRef): string {
  return `${escapePart(ref.resource)}/${formatRef(ref)}`;
}

function formatRef(ref: ObjectRef): string {
  return `${escapePart(ref.cluster)}/${namespacePart(ref.namespace)}/${escapePart(ref.name)}`;
}

function namespacePart(namespace: string | null): string {
  return namespace === null ? NO_NAMESPACE : escapePart(namespace);
}

function parseRef(text: string, resource: string): ObjectRef | null {
  const [cluster, namespace, name] = text.split("/");
  if (!cluster || !namespace || !name) {
    return null;
  }
  return {
    cluster: unescapePart(cluster),
    resource,
    namespace: namespace === NO_NAMESPACE ? null : unescapePart(namespace),
    name: unescapePart(name),
  };
}
