// The mock server's clusters: pods made up from a seed, some of which change each second.
const count = Number(process.argv[3] ?? 100000);
export const NAMESPACES = [
  "edge",
  "identity",
  "kube-system",
  "notify",
  "platform",
  "shop-billing",
  "shop-cart",
  "shop-catalog",
  "shop-checkout",
  "shop-data",
  "shop-front",
  "shop-media",
  "shop-payments",
  "shop-pricing",
  "shop-recs",
];
const APPS = [
  "auth-gateway",
  "audit-sink",
  "billing-api",
  "cart-api",
  "catalog-api",
  "cdn-warmer",
  "coredns",
  "currency-rates",
  "email-sender",
  "checkout-api",
  "payments-worker",
  "image-resizer",
  "storefront",
  "wishlist-api",
  "catalog-index-rebuild-29384710",
  "search-suggest",
];
const STATES = [
  ["healthy", "Running"],
  ["failed", "CrashLoopBackOff"],
  ["failed", "ImagePullBackOff"],
  ["warning", "Pending"],
  ["progressing", "ContainerCreating"],
  ["progressing", "Terminating"],
  ["unknown", "Unknown"],
  ["healthy", "Completed"],
];
let seed = 7;
const next = () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const pick = (list) => list[Math.floor(next() * list.length)];
const tail = (n) =>
  Array.from({ length: n }, () => "bcdfghjklmnpqrstvwxz2456789"[Math.floor(next() * 27)]).join("");

function pod(id, cluster) {
  const app = pick(APPS);
  const state = next() < 0.97 ? STATES[0] : pick(STATES);
  const name = `${app}-${tail(9)}-${tail(5)}`;
  const namespace = pick(NAMESPACES);
  const restarts =
    state[1] === "CrashLoopBackOff" ? Math.floor(next() * 1300) : next() < 0.03 ? Math.floor(next() * 5) : 0;
  const whole = next() < 0.2 ? 2 : 1;
  return {
    id,
    cluster,
    app,
    name,
    namespace,
    severity: state[0],
    status: state[1],
    restarts,
    lastAt: restarts ? Date.now() - next() * 4e6 : null,
    whole,
    ready: state[1] === "Running" ? whole : 0,
    age: Date.now() - next() ** 3 * 3e9,
    node: `ip-10-4-${Math.floor(next() * 80)}-${Math.floor(next() * 250)}`,
    ip: `10.1.${Math.floor(next() * 250)}.${Math.floor(next() * 250)}`,
    cpu: [next(), 0.3 + next() * 0.5, 0.6 + next() * 0.4],
    memory: [next() * 0.8, 0.3 + next() * 0.4, 0.92],
    ref: { cluster, resource: "pods", namespace, name },
  };
}
const pods = Array.from({ length: count }, (_, i) =>
  pod(i + 1, i < count * 0.97 ? "prod-eu-1" : "staging"),
).sort((a, b) => (a.name < b.name ? -1 : 1));
let lastId = count;

export const all = () => pods;
export const find = (ref) =>
  pods.find((p) => p.name === ref.name && p.namespace === ref.namespace && p.cluster === ref.cluster);

export function tick() {
  for (let i = 0; i < 20; i++) {
    const p = pick(pods.slice(0, 60));
    p.cpu = [next(), p.cpu[1], p.cpu[2]];
  }
  const p = pods[Math.floor(next() * 40)];
  [p.severity, p.status] = pick(STATES);
  p.ready = p.status === "Running" ? p.whole : 0;
  pods.splice(Math.floor(next() * 40), 1, pod(++lastId, "prod-eu-1"));
  pods.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const column = (id, title, kind, priority, width = null, about = null) => ({
  id,
  title,
  kind,
  priority,
  sortable: !["cpu", "memory"].includes(id),
  width,
  about,
});
export const COLUMNS = [
  column("name", "Name", "name", 0),
  column("cluster", "Cluster", "text", 1, 110),
  column("namespace", "Namespace", "text", 0, 128),
  column("ready", "Ready", "ratio", 1, 64),
  column("status", "Status", "status", 0, 184),
  column("restarts", "Restarts", "restarts", 1, 96),
  column("age", "Age", "time", 1, 60),
  column("node", "Node", "link", 2, 136),
  column("cpu", "CPU", "capacity", 3, 108, "Used of what can be had"),
  column("memory", "Memory", "capacity", 3, 108),
  column("ip", "Pod IP", "code", 4, 110),
];
const capacity = ([used, requested, limit]) => ({
  type: "capacity",
  used,
  requested,
  limit,
  allocatable: 1,
  text: `${Math.round(used * 1000)} m of 1`,
});
const CELLS = {
  name: (p) => ({ type: "code", text: p.name }),
  cluster: (p) => ({ type: "text", text: p.cluster }),
  namespace: (p) => ({ type: "text", text: p.namespace }),
  ready: (p) => ({ type: "ratio", part: p.ready, whole: p.whole }),
  status: (p) => ({ type: "status", severity: p.severity, text: p.status }),
  restarts: (p) => ({ type: "restarts", count: p.restarts, lastAt: p.lastAt }),
  age: (p) => ({ type: "time", at: p.age }),
  node: (p) => ({
    type: "link",
    text: p.node,
    to: { cluster: p.cluster, resource: "nodes", namespace: null, name: p.node },
    severity: null,
  }),
  cpu: (p) => (p.status === "Completed" ? { type: "missing" } : capacity(p.cpu)),
  memory: (p) => capacity(p.memory),
  ip: (p) => ({ type: "code", text: p.ip }),
};
export const cellsOf = (p, columns) => columns.map((c) => CELLS[c.id](p));

const started = Date.now();
export function live(cluster) {
  if (cluster === "dr-eu-3")
    return { type: "failed", reason: "DNS lookup of 7C1F.eks.amazonaws.com failed", detail: "no such host" };
  if (cluster === "analytics")
    return {
      type: "forbidden",
      verbs: ["list", "watch"],
      message: 'pods is forbidden: User "ann" cannot list resource "pods"',
      rule: '- apiGroups: [""]\n  resources: ["pods"]\n  verbs: ["list", "watch"]\n',
    };
  if (cluster === "prod-ap-1")
    return {
      type: "loading",
      read: Math.min(79000, 12000 + Math.floor((Date.now() - started) / 10)),
      expected: 80000,
    };
  if (cluster === "kind-local")
    return {
      type: "stale",
      since: Date.now() - 130000,
      attempt: 3,
      nextTryAt: Date.now() + 2000,
      reason: "connection refused",
    };
  return { type: "live" };
}

const group = (id, title, icon, section, items) => ({
  id,
  title,
  icon,
  section,
  items: items.map(([resource, title, short, severity = null, count = 0]) => ({
    resource,
    title,
    shortNames: short ? [short] : [],
    severity,
    count,
  })),
});
export const navigation = (clusters) => ({
  type: "navigationData",
  groups: [
    group("workloads", "Workloads", "cube", "objects", [
      ["pods", "Pods", "po", "failed", 141],
      ["deployments.apps", "Deployments", "deploy", "failed", 3],
      ["statefulsets.apps", "StatefulSets", "sts"],
      ["daemonsets.apps", "DaemonSets", "ds"],
      ["jobs.batch", "Jobs", null, "warning", 2],
      ["cronjobs.batch", "CronJobs", "cj"],
    ]),
    group("network", "Network", "globe", "objects", [
      ["services", "Services", "svc"],
      ["ingresses.networking.k8s.io", "Ingresses", "ing"],
    ]),
    group("config", "Config", "sliders", "objects", [
      ["configmaps", "ConfigMaps", "cm"],
      ["secrets", "Secrets", null],
    ]),
    group("storage", "Storage", "disk", "objects", [
      ["persistentvolumeclaims", "PersistentVolumeClaims", "pvc", "warning", 1],
    ]),
    group("access", "Access", "key", "objects", [["serviceaccounts", "ServiceAccounts", "sa"]]),
    group("cluster", "Cluster", "server", "objects", [
      ["nodes", "Nodes", "no"],
      ["namespaces", "Namespaces", "ns"],
      ["events", "Events", "ev"],
    ]),
    group("keda.sh", "keda.sh", "braces", "custom", [["scaledobjects.keda.sh", "ScaledObjects", "so"]]),
  ],
  namespaces: [
    ...NAMESPACES,
    ...Array.from({ length: 2000 }, (_, i) => `team-${String(i).padStart(4, "0")}`),
  ],
  sources: clusters.map((cluster) => ({ cluster, namespace: null, state: live(cluster) })),
});
