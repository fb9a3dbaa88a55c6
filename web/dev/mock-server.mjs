// A stand-in for the Java server while the web part is developed: canned but moving data in the protocol's form.
// Usage: node dev/mock-server.mjs [port] [pods]. Serves dist/ with the content security policy of the real server.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocketServer } from "ws";
import { details, yaml } from "./mock-object.mjs";
import { all, COLUMNS, cellsOf, find, live, NAMESPACES, navigation, tick } from "./mock-world.mjs";

const port = Number(process.argv[2] ?? 7654);
const dist = fileURLToPath(new URL("../dist", import.meta.url));
const types = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".html": "text/html",
};
const policy =
  "default-src 'self'; connect-src 'self' ws:; frame-ancestors 'none'; base-uri 'self'; object-src 'none'";
let empty = process.env.MOCK_EMPTY === "1";

const http = createServer((request, response) => {
  const path = normalize(new URL(request.url, "http://x").pathname);
  if (path.startsWith("/api/")) {
    if (request.method === "POST" && path === "/api/demo") empty = false;
    const bad = path === "/api/kubeconfigs";
    response.writeHead(bad ? 400 : path === "/api/connect" ? 426 : 200, {
      "content-type": "application/json",
    });
    response.end(
      JSON.stringify(
        bad
          ? { message: "This is no kubeconfig: line 1 has no “clusters”.", detail: "expected a mapping" }
          : {},
      ),
    );
    return;
  }
  let file = join(dist, path);
  if (!existsSync(file) || statSync(file).isDirectory()) file = join(dist, "index.html");
  response.writeHead(200, {
    "content-type": types[extname(file)] ?? "application/octet-stream",
    "content-security-policy": policy,
  });
  createReadStream(file).pipe(response);
});

const severities = (rows) => {
  const out = {};
  for (const row of rows) out[row.severity] = (out[row.severity] ?? 0) + 1;
  return out;
};

function parse(text) {
  const chips = [];
  for (const match of text.matchAll(/(-?)(?:([a-z]+)(:|>=|<=|>|<|=))?([^\s]*)/g)) {
    if (match[0] === "") continue;
    chips.push({
      start: match.index,
      end: match.index + match[0].length,
      field: match[2] ?? null,
      operator: match[3] ?? "",
      values: match[4].split(","),
      negated: match[1] === "-",
      without: null,
    });
  }
  const bad = chips.find((chip) => chip.field === "bad");
  return {
    text,
    chips: bad ? [] : chips,
    error: bad
      ? { start: bad.start, end: bad.end, message: { key: "query.unknownField", args: { field: "bad" } } }
      : null,
  };
}

const glob = (pattern, text) =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*")}`, "i").test(text);
function matches(pod, chips) {
  return chips.every((chip) => {
    const test = {
      null: () => chip.values.some((v) => pod.name.includes(v)),
      ns: () => chip.values.some((v) => glob(v, pod.namespace)),
      status: () => chip.values.some((v) => glob(v, pod.status)),
      restarts: () =>
        chip.operator.startsWith(">")
          ? pod.restarts > Number(chip.values[0]) - (chip.operator === ">=" ? 1 : 0)
          : pod.restarts < Number(chip.values[0]),
    }[chip.field ?? "null"];
    return (test ? test() : true) !== chip.negated;
  });
}

function tableOf(view, last) {
  const query = parse(view.query);
  const chips = query.error ? (last?.query.chips ?? []) : query.chips;
  const scope = all().filter(
    (pod) =>
      view.clusters.includes(pod.cluster) &&
      (view.namespaces.length === 0 || view.namespaces.includes(pod.namespace)),
  );
  const rows = scope.filter((pod) => matches(pod, chips));
  if (rows.length === 0)
    for (const chip of query.chips)
      chip.without = scope.filter((pod) =>
        matches(
          pod,
          chips.filter((c) => c !== chip),
        ),
      ).length;
  const sort = view.sort ?? { column: "name", descending: false };
  if (view.sort)
    rows.sort(
      (a, b) =>
        (a[sort.column] < b[sort.column] ? -1 : a[sort.column] > b[sort.column] ? 1 : 0) *
        (sort.descending ? -1 : 1),
    );
  const available = COLUMNS.filter((c) => view.clusters.length > 1 || c.id !== "cluster");
  const columns = view.columns
    ? view.columns.map((id) => available.find((c) => c.id === id)).filter(Boolean)
    : available.filter((c) => c.id !== "ip");
  const sources = view.clusters.map((cluster) => ({
    cluster,
    namespace: null,
    state: live(cluster),
  }));
  return {
    type: "tableData",
    resource: view.resource,
    title: "Pods",
    kindTitle: "Pod",
    about: "A pod runs containers that share a network address and volumes.",
    namespaced: true,
    columns,
    allColumns: available,
    sort,
    query,
    totals: { all: scope.length, matched: rows.length, bySeverity: severities(rows) },
    offset: Math.min(view.offset, Math.max(0, rows.length - 1)),
    sources,
    rows: rows.slice(view.offset, view.offset + view.limit).map((pod) => ({
      id: pod.id,
      ref: pod.ref,
      severity: pod.severity,
      gone: pod.gone ?? false,
      cells: cellsOf(pod, columns),
    })),
  };
}

function home() {
  const cluster = (name, where, state, version, nodes, pods, problems) => ({
    name,
    where,
    state,
    version,
    nodes,
    pods,
    problems,
  });
  return {
    type: "homeData",
    demo: true,
    clusters: empty
      ? []
      : [
          cluster("prod-eu-1", "eks · eu-west-1", { type: "active" }, "v1.34.2", 1204, 100000, {
            failed: 9,
            warning: 3,
          }),
          cluster("staging", "gke · europe-west4", { type: "active" }, "v1.35.0", 48, 2903, {
            failed: 0,
            warning: 0,
          }),
          cluster(
            "prod-ap-1",
            "eks · ap-southeast-1",
            { type: "connecting", read: 61000, expected: 80000 },
            "v1.34.2",
            941,
            61000,
            null,
          ),
          cluster(
            "analytics",
            "aks · westeurope",
            { type: "unauthorised", reason: "token expired 3 min ago" },
            "v1.33.4",
            64,
            null,
            null,
          ),
          cluster(
            "dr-eu-3",
            "eks · eu-central-1",
            {
              type: "unreachable",
              reason: "DNS lookup of 7C1F…eks.amazonaws.com failed, no such host",
              since: Date.now() - 60000,
            },
            null,
            null,
            null,
            null,
          ),
          cluster(
            "lab/onprem+2",
            "kubeadm · 10.20.0.11",
            { type: "invalid", reason: "the user “lab” in ~/.kube/config line 12 does not exist" },
            null,
            null,
            null,
            null,
          ),
          cluster("kind-local", "docker desktop", { type: "idle" }, null, null, null, null),
        ],
    files: empty
      ? [
          { path: "$KUBECONFIG", problem: "not set" },
          { path: "~/.kube/config", problem: "no such file" },
        ]
      : [
          { path: "~/.kube/config", problem: null },
          { path: "~/.kube/prod.yaml", problem: null },
        ],
  };
}

function palette(view) {
  const text = view.text.toLowerCase();
  const kinds = navigation(view.clusters).groups.flatMap((group) =>
    group.items.map((item) => ({
      group: "kinds",
      title: item.title,
      subtitle: group.title,
      icon: group.icon,
      severity: null,
      hint: item.shortNames[0] ?? null,
      target: { type: "toKind", resource: item.resource },
    })),
  );
  const objects = all()
    .filter((pod) => text !== "" && pod.name.includes(text))
    .slice(0, 6)
    .map((pod) => ({
      group: "objects",
      title: pod.name,
      subtitle: `Pod, ${pod.namespace}`,
      icon: "cube",
      severity: pod.severity,
      hint: null,
      target: { type: "toObject", ref: pod.ref },
    }));
  const spaces = NAMESPACES.filter((name) => text !== "" && name.includes(text)).map((name) => ({
    group: "namespaces",
    title: name,
    subtitle: null,
    icon: "box",
    severity: null,
    hint: null,
    target: { type: "toNamespace", name },
  }));
  return {
    type: "paletteData",
    text: view.text,
    items: [
      ...kinds.filter((k) => k.title.toLowerCase().includes(text) || k.hint === text),
      ...objects,
      ...spaces,
    ].slice(0, view.limit),
  };
}

function completion(view) {
  const before = view.text.slice(0, view.caret);
  const start = Math.max(before.lastIndexOf(" ") + 1, before.includes(":") ? before.lastIndexOf(":") + 1 : 0);
  const typed = before.slice(start);
  const values = before.endsWith(`ns:${typed}`)
    ? NAMESPACES.map((n) => ({ insert: n, about: null }))
    : before.endsWith(`status:${typed}`)
      ? ["CrashLoopBackOff", "Pending", "Running"].map((n) => ({ insert: n, about: null }))
      : [
          ["ns:", "namespace"],
          ["status:", "as kubectl prints it"],
          ["restarts>", "a number"],
          ["age<", "such as 1h"],
          ["label:", "label:app=shop"],
        ].map(([insert, about]) => ({ insert, about }));
  return {
    type: "completionData",
    text: view.text,
    start,
    end: view.caret,
    items: values.filter((v) => v.insert.startsWith(typed)),
  };
}

const answer = {
  home,
  palette,
  completion,
  navigation: (view) => navigation(view.clusters),
  table: tableOf,
  details: (view) => details(find(view.ref), view.ref),
  yaml: (view) => yaml(find(view.ref), view.ref, view.managedFields),
  reveal: (view) => ({
    type: "revealData",
    ref: view.ref,
    key: view.key,
    text: `value of ${view.key}`,
    base64: null,
    problem: null,
  }),
};

const sockets = new WebSocketServer({ server: http, path: "/api/connect", perMessageDeflate: true });
sockets.on("connection", (socket) => {
  const open = new Map();
  const send = (message) => socket.send(JSON.stringify(message));
  const draw = (id, view) => {
    const data = answer[view.type](view, open.get(id)?.data);
    open.set(id, { view, data });
    setTimeout(() => send({ type: "snapshot", id, data }), Number(process.env.MOCK_LAG ?? 15));
  };
  socket.on("message", (text) => {
    const message = JSON.parse(text);
    if (message.type === "hello") send({ type: "welcome", protocol: 1, version: "mock", now: Date.now() });
    if (message.type === "open" || message.type === "adjust") draw(message.id, message.view);
    if (message.type === "close") open.delete(message.id);
  });
  const timer = setInterval(() => {
    for (const [id, { view, data }] of open) {
      if (view.type !== "table") continue;
      const next = tableOf(view, data);
      const known = new Map(data.rows.map((row) => [row.id, JSON.stringify(row)]));
      send({
        type: "delta",
        id,
        delta: {
          totals: next.totals,
          query: null,
          offset: next.offset,
          order: next.rows.map((r) => r.id),
          rows: next.rows.filter((r) => known.get(r.id) !== JSON.stringify(r)),
          sources: next.sources,
        },
      });
      open.set(id, { view, data: next });
    }
  }, 1000);
  socket.on("close", () => clearInterval(timer));
});
setInterval(tick, 1000);
http.listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));
