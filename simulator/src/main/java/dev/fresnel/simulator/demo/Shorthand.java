package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Spells out the demo's short form of a workload, so that a new one takes a few lines:
 *
 * <pre>
 *   workload: cart                     name of the workload, its Service and its ServiceAccount
 *   kind: Deployment                   or StatefulSet, DaemonSet
 *   component: api                     label app.kubernetes.io/component
 *   image: registry.example.com/shop/cart:1.9.0
 *   replicas: 3
 *   requests: 100m 128Mi               CPU and memory
 *   limits: 500m 256Mi
 *   port: 8080                         with probes, and a Service on port 80
 *   service: ClusterIP                 or NodePort, LoadBalancer, Headless, none
 *   config: {KEY: value}               a ConfigMap NAME-config, read as environment
 *   secret: {KEY: value}               a Secret NAME, read as environment
 *   envoy: true                        a sidecar
 *   hpa: {min: 2, max: 8, cpu: 70}
 *   pdb: 1                             at least so many available
 *   storage: 20Gi gp3                  of a StatefulSet's pods, at /data
 *   pod: {…}                           merged into the pod's spec
 *   spec: {…}                          merged into the workload's spec
 *   demo: {…}                          its past, see {@link History}
 * </pre>
 */
final class Shorthand {
    private static final String REGISTRY = "registry.example.com/";

    private Shorthand() {}

    /** The objects that a document stands for; a document that is no short form stands for itself. */
    static List<Map<String, Object>> expand(Map<String, Object> document, String namespace) {
        String name = Tree.text(document, "workload");
        if (name.isEmpty()) {
            return List.of(document);
        }
        List<Map<String, Object>> objects = new ArrayList<>();
        Object history = document.getOrDefault("demo", Tree.of());
        objects.add(object("v1", "ServiceAccount", name, namespace, document, history));
        if (document.containsKey("config")) {
            Map<String, Object> config = object("v1", "ConfigMap", name + "-config", namespace, document, history);
            config.put("data", document.get("config"));
            objects.add(config);
        }
        if (document.containsKey("secret")) {
            Map<String, Object> secret = object("v1", "Secret", name, namespace, document, history);
            secret.put("stringData", document.get("secret"));
            objects.add(secret);
        }
        if (document.containsKey("port") && !Tree.text(document, "service").equals("none")) {
            objects.add(service(document, name, namespace, history));
        }
        objects.add(workload(document, name, namespace, history));
        if (document.containsKey("hpa")) {
            objects.add(autoscaler(document, name, namespace, history));
        }
        if (document.containsKey("pdb")) {
            Map<String, Object> budget = object("policy/v1", "PodDisruptionBudget", name, namespace, document, history);
            budget.put(
                    "spec",
                    Tree.of("minAvailable", document.get("pdb"), "selector", Tree.of("matchLabels", selector(name))));
            objects.add(budget);
        }
        return objects;
    }

    private static Map<String, Object> object(
            String apiVersion,
            String kind,
            String name,
            String namespace,
            Map<String, Object> document,
            Object history) {
        Map<String, Object> object = Tree.of("apiVersion", apiVersion, "kind", kind);
        Tree.put(object, name, "metadata", "name");
        Tree.put(object, namespace, "metadata", "namespace");
        Tree.put(object, labels(document), "metadata", "labels");
        object.put("demo", Tree.copyOf(history));
        return object;
    }

    private static Map<String, Object> workload(
            Map<String, Object> document, String name, String namespace, Object history) {
        String kind = document.containsKey("kind") ? Tree.text(document, "kind") : "Deployment";
        Map<String, Object> workload = object("apps/v1", kind, name, namespace, document, history);
        if (!kind.equals("DaemonSet")) {
            Tree.put(workload, Tree.number(document, 1, "replicas"), "spec", "replicas");
        }
        Tree.put(workload, Tree.of("matchLabels", selector(name)), "spec", "selector");
        if (kind.equals("StatefulSet")) {
            Tree.put(workload, name, "spec", "serviceName");
        }
        Tree.put(workload, labels(document), "spec", "template", "metadata", "labels");
        if (document.containsKey("port")) {
            Tree.put(
                    workload,
                    Tree.of("prometheus.io/scrape", "true", "prometheus.io/port", Tree.text(document, "port")),
                    "spec",
                    "template",
                    "metadata",
                    "annotations");
        }
        Tree.put(workload, podSpec(document, name), "spec", "template", "spec");
        merge(Tree.map(workload, "spec", "template", "spec"), Tree.map(document, "pod"));
        String[] storage = Tree.text(document, "storage").split(" ");
        if (storage.length == 2) {
            Tree.put(workload, Tree.listOf(claim(storage[0], storage[1])), "spec", "volumeClaimTemplates");
        }
        merge(Tree.map(workload, "spec"), Tree.map(document, "spec"));
        return workload;
    }

    private static Map<String, Object> podSpec(Map<String, Object> document, String name) {
        Map<String, Object> container = Tree.of("name", name, "image", Tree.text(document, "image"));
        List<Object> environment = new ArrayList<>();
        if (document.containsKey("config")) {
            environment.add(Tree.of("configMapRef", Tree.of("name", name + "-config")));
        }
        if (document.containsKey("secret")) {
            environment.add(Tree.of("secretRef", Tree.of("name", name)));
        }
        if (!environment.isEmpty()) {
            container.put("envFrom", environment);
        }
        container.put(
                "resources",
                Tree.of(
                        "requests", resources(Tree.text(document, "requests"), "10m 32Mi"),
                        "limits", resources(Tree.text(document, "limits"), "100m 64Mi")));
        if (document.containsKey("port")) {
            long port = Tree.number(document, 8080, "port");
            boolean http = Tree.text(document, "image").startsWith(REGISTRY) && port >= 8000;
            container.put("ports", Tree.listOf(Tree.of("name", http ? "http" : "tcp", "containerPort", port)));
            container.put("readinessProbe", probe(http, "/ready", 2));
            container.put("livenessProbe", probe(http, "/live", 15));
        }
        if (document.containsKey("storage")) {
            container.put("volumeMounts", Tree.listOf(Tree.of("name", "data", "mountPath", "/data")));
        }
        List<Object> containers = Tree.listOf(container);
        if (Tree.isTrue(document, "envoy")) {
            containers.add(Tree.of(
                    "name",
                    "envoy",
                    "image",
                    "docker.io/envoyproxy/envoy:v1.35.2",
                    "args",
                    Tree.listOf("-c", "/etc/envoy/envoy.yaml", "--log-format", "[%Y-%m-%dT%T.%e][%l] %v"),
                    "resources",
                    Tree.of("requests", resources("", "20m 40Mi"), "limits", resources("", "200m 128Mi")),
                    "readinessProbe",
                    Tree.of("httpGet", Tree.of("path", "/ready", "port", 15021L), "periodSeconds", 5L)));
        }
        Map<String, Object> spec = Tree.of("serviceAccountName", name, "containers", containers);
        if (Tree.text(document, "image").startsWith(REGISTRY)) {
            spec.put("imagePullSecrets", Tree.listOf(Tree.of("name", "registry-example-com")));
            spec.put("securityContext", Tree.of("runAsNonRoot", true, "runAsUser", 10001L, "fsGroup", 10001L));
        }
        return spec;
    }

    private static Map<String, Object> probe(boolean http, String path, long initialDelay) {
        Map<String, Object> probe = http
                ? Tree.of("httpGet", Tree.of("path", path, "port", "http"))
                : Tree.of("tcpSocket", Tree.of("port", "tcp"));
        probe.put("initialDelaySeconds", initialDelay);
        return probe;
    }

    private static Map<String, Object> service(
            Map<String, Object> document, String name, String namespace, Object history) {
        Map<String, Object> service = object("v1", "Service", name, namespace, document, history);
        String type = document.containsKey("service") ? Tree.text(document, "service") : "ClusterIP";
        long port = Tree.number(document, 8080, "port");
        boolean http = Tree.text(document, "image").startsWith(REGISTRY) && port >= 8000;
        Map<String, Object> spec = Tree.of("selector", selector(name));
        if (type.equals("Headless")) {
            spec.put("clusterIP", "None");
        } else {
            spec.put("type", type);
        }
        spec.put(
                "ports",
                Tree.listOf(Tree.of(
                        "name",
                        http ? "http" : "tcp",
                        "port",
                        http ? 80L : port,
                        "targetPort",
                        http ? "http" : "tcp")));
        service.put("spec", spec);
        return service;
    }

    private static Map<String, Object> autoscaler(
            Map<String, Object> document, String name, String namespace, Object history) {
        Map<String, Object> autoscaler =
                object("autoscaling/v2", "HorizontalPodAutoscaler", name, namespace, document, history);
        Map<String, Object> hpa = Tree.map(document, "hpa");
        String kind = document.containsKey("kind") ? Tree.text(document, "kind") : "Deployment";
        autoscaler.put(
                "spec",
                Tree.of(
                        "scaleTargetRef",
                        Tree.of("apiVersion", "apps/v1", "kind", kind, "name", name),
                        "minReplicas",
                        Tree.number(hpa, 1, "min"),
                        "maxReplicas",
                        Tree.number(hpa, 5, "max"),
                        "metrics",
                        Tree.listOf(Tree.of(
                                "type",
                                "Resource",
                                "resource",
                                Tree.of(
                                        "name",
                                        "cpu",
                                        "target",
                                        Tree.of(
                                                "type",
                                                "Utilization",
                                                "averageUtilization",
                                                Tree.number(hpa, 70, "cpu")))))));
        if (hpa.containsKey("behavior")) {
            Tree.put(autoscaler, hpa.get("behavior"), "spec", "behavior");
        }
        return autoscaler;
    }

    private static Map<String, Object> claim(String size, String storageClass) {
        return Tree.of(
                "metadata",
                Tree.of("name", "data"),
                "spec",
                Tree.of(
                        "accessModes",
                        Tree.listOf("ReadWriteOnce"),
                        "storageClassName",
                        storageClass,
                        "resources",
                        Tree.of("requests", Tree.of("storage", size))));
    }

    private static Map<String, Object> labels(Map<String, Object> document) {
        String image = Tree.text(document, "image");
        Map<String, Object> labels = selector(Tree.text(document, "workload"));
        labels.put(
                "app.kubernetes.io/component",
                document.containsKey("component") ? Tree.text(document, "component") : "service");
        labels.put(
                "app.kubernetes.io/part-of", document.containsKey("partOf") ? Tree.text(document, "partOf") : "shop");
        labels.put("app.kubernetes.io/version", image.substring(image.lastIndexOf(':') + 1));
        labels.put("app.kubernetes.io/managed-by", "argocd");
        return labels;
    }

    private static Map<String, Object> selector(String name) {
        return Tree.of("app.kubernetes.io/name", name);
    }

    private static Map<String, Object> resources(String given, String otherwise) {
        String[] parts = (given.isEmpty() ? otherwise : given).split(" ");
        return Tree.of("cpu", parts[0], "memory", parts[1]);
    }

    /** Puts the second tree into the first: maps are merged, all else is replaced. */
    private static void merge(Map<String, Object> into, Map<String, Object> from) {
        from.forEach((key, value) -> {
            if (value instanceof Map<?, ?> && into.get(key) instanceof Map<?, ?>) {
                merge(Tree.map(into, key), Tree.map(value));
            } else {
                into.put(key, value);
            }
        });
    }
}
