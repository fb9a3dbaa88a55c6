// Details and YAML of the mock server's objects.
const property = (label, value, about = null) => ({ label, value, about });
const text = (t) => ({ type: "text", text: t });
const code = (t) => ({ type: "code", text: t });
const link = (resource, name, cluster, namespace = null, severity = null) => ({
  type: "link",
  text: name,
  to: { cluster, resource, namespace, name },
  severity,
});

export function details(pod, ref) {
  if (!pod)
    return {
      type: "detailsData",
      ref,
      kindTitle: "Node",
      icon: "server",
      status: { type: "status", severity: "healthy", text: "Ready" },
      createdAt: Date.now() - 9e8,
      deletingSince: null,
      gone: false,
      sections: [
        { type: "properties", id: "p", title: "Properties", properties: [property("Roles", text("worker"))] },
        {
          type: "secrets",
          id: "s",
          title: "Data",
          keys: [
            { key: "password", bytes: 12 },
            { key: "tls.crt", bytes: 1204 },
          ],
        },
      ],
      state: { cluster: ref.cluster, namespace: null, state: { type: "live" } },
    };
  const owner = pod.name.split("-").slice(0, -1).join("-");
  return {
    type: "detailsData",
    ref,
    kindTitle: "Pod",
    icon: "cube",
    status: { type: "status", severity: pod.severity, text: pod.status },
    createdAt: pod.age,
    deletingSince: null,
    gone: false,
    state: { cluster: ref.cluster, namespace: ref.namespace, state: { type: "live" } },
    sections: [
      {
        type: "properties",
        id: "main",
        title: "Properties",
        properties: [
          property("Owner", link("replicasets.apps", owner, ref.cluster, ref.namespace, "warning")),
          property("Node", link("nodes", pod.node, ref.cluster)),
          property("Pod IP", code(pod.ip)),
          property("Service account", link("serviceaccounts", "default", ref.cluster, ref.namespace)),
          property("QoS class", text("Burstable"), "Decides who is evicted first"),
          property("Tolerations", {
            type: "tags",
            tags: [
              "node.kubernetes.io/not-ready:NoExecute for 300s",
              "node.kubernetes.io/unreachable:NoExecute for 300s",
            ],
          }),
        ],
      },
      {
        type: "containers",
        id: "containers",
        title: "Containers",
        containers: [
          {
            name: "api",
            role: "container",
            image: `registry.example.com/${pod.app}:4.18.0`,
            state: {
              type: "status",
              severity: pod.severity,
              text: pod.status === "Running" ? "Running" : "Waiting · exit 1",
            },
            restarts: { type: "restarts", count: pod.restarts, lastAt: pod.lastAt },
            last: text("Terminated: Error, exit code 1"),
            properties: [
              property("Ports", code("8080/TCP")),
              property("Memory", {
                type: "capacity",
                used: 46,
                requested: 170,
                limit: 340,
                allocatable: 512,
                text: "46 MiB of 512",
              }),
              property("Readiness", code("http-get :8080/healthz delay=5s timeout=1s")),
            ],
            env: [
              property("DATABASE_HOST", text("shop-db-rw.shop-data")),
              property("PASSWORD", link("secrets", "db", ref.cluster, ref.namespace)),
            ],
            mounts: [property("/etc/api", link("configmaps", "api-config", ref.cluster, ref.namespace))],
          },
          {
            name: "envoy",
            role: "sidecar",
            image: "envoyproxy/envoy:v1.31",
            state: { type: "status", severity: "healthy", text: "Running" },
            restarts: { type: "restarts", count: 0, lastAt: null },
            last: null,
            properties: [],
            env: [],
            mounts: [],
          },
        ],
      },
      {
        type: "conditions",
        id: "conditions",
        title: "Conditions",
        conditions: [
          {
            type: "Ready",
            status: "False",
            severity: "failed",
            reason: "ContainersNotReady",
            message: "containers with unready status: [api]",
            changedAt: Date.now() - 840000,
          },
          {
            type: "Initialized",
            status: "True",
            severity: "healthy",
            reason: null,
            message: null,
            changedAt: Date.now() - 860000,
          },
          {
            type: "PodScheduled",
            status: "True",
            severity: "healthy",
            reason: null,
            message: null,
            changedAt: Date.now() - 870000,
          },
        ],
      },
      {
        type: "events",
        id: "events",
        title: "Events",
        state: null,
        events: [
          ["warning", "BackOff", "Back-off restarting failed container api", 58, 4000],
          ["healthy", "Pulled", `Image ${pod.app}:4.18.0 already present on machine`, 12, 180000],
          [
            "warning",
            "Unhealthy",
            "Readiness probe failed: dial tcp 10.1.2.3:8080: connect: connection refused",
            9,
            240000,
          ],
          [
            "healthy",
            "Scheduled",
            `Successfully assigned ${ref.namespace}/${pod.name} to ${pod.node}`,
            1,
            840000,
          ],
          ["healthy", "Created", "Created container api", 12, 840000],
        ].map(([severity, reason, message, count, ago]) => ({
          severity,
          reason,
          message,
          count,
          lastAt: Date.now() - ago,
          about: null,
          source: "kubelet",
        })),
      },
      {
        type: "related",
        id: "services",
        title: "Services",
        resource: "services",
        columns: [
          { id: "name", title: "Name", kind: "name", priority: 0, sortable: true, width: null, about: null },
          { id: "age", title: "Age", kind: "time", priority: 0, sortable: true, width: 60, about: null },
        ],
        rows: [
          {
            id: 1,
            ref: { cluster: ref.cluster, resource: "services", namespace: ref.namespace, name: pod.app },
            severity: "healthy",
            gone: false,
            cells: [
              { type: "code", text: pod.app },
              { type: "time", at: Date.now() - 9e8 },
            ],
          },
        ],
        total: 3,
        query: `name:${pod.app}`,
        state: { cluster: ref.cluster, namespace: ref.namespace, state: { type: "live" } },
      },
      {
        type: "table",
        id: "volumes",
        title: "Volumes",
        columns: [
          { id: "n", title: "Name", kind: "code", priority: 0, sortable: false, width: null, about: null },
          { id: "t", title: "Type", kind: "text", priority: 0, sortable: false, width: null, about: null },
        ],
        rows: [
          [code("config"), text("ConfigMap")],
          [code("kube-api-access-x7d"), text("Projected")],
        ],
      },
      {
        type: "keyValues",
        id: "labels",
        title: "Labels",
        entries: [
          { key: "app.kubernetes.io/name", value: pod.app },
          { key: "pod-template-hash", value: "7f9c6d5b8" },
        ],
      },
      {
        type: "keyValues",
        id: "annotations",
        title: "Annotations",
        entries: [
          { key: "prometheus.io/scrape", value: "true" },
          { key: "checksum/config", value: "a".repeat(300) },
        ],
      },
      {
        type: "text",
        id: "script",
        title: "Script",
        text: "#!/bin/sh\nset -e\nexec api --port 8080\n",
        language: "sh",
      },
    ],
  };
}

export const yaml = (pod, ref, managed) => ({
  type: "yamlData",
  ref,
  resourceVersion: "88120341",
  gone: false,
  state: { cluster: ref.cluster, namespace: ref.namespace, state: { type: "live" } },
  text: `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${ref.name}\n  namespace: ${ref.namespace}\n  labels:\n    app.kubernetes.io/name: ${pod?.app}\n  annotations:\n    note: "a \\"quoted\\" text # not a comment"\n${managed ? "  managedFields:\n  - manager: kubelet\n    operation: Update\n" : ""}spec:\n  # a comment\n  containers:\n  - name: api\n    image: registry.example.com/${pod?.app}:4.18.0\n    args: ["--port", "8080"]\n    command:\n    - sh\n    - -c\n    - |\n      set -e\n      exec api\n    resources:\n      limits:\n        memory: 512Mi\n        cpu: 2\n${Array.from({ length: 120 }, (_, i) => `  - name: VAR_${i}\n    value: "${i}"\n`).join("")}status:\n  phase: ${pod?.status}\n  ready: false\n`,
});
