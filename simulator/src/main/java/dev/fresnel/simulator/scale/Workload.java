package dev.fresnel.simulator.scale;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The manifests of one workload: a Deployment of two containers, with its Service and its ConfigMap.
 *
 * @param name of all three
 * @param image without tag
 * @param labels of the team and its stage
 */
record Workload(String namespace, String name, String image, Map<String, Object> labels) {
    /** Images of the demo: what they do and log is known. */
    static final List<String> IMAGES = List.of(
            "storefront",
            "cart",
            "catalog",
            "payments",
            "search-api",
            "orders-api",
            "identity",
            "sessions",
            "notifications",
            "media-api",
            "pricing-engine",
            "checkout-worker",
            "tax-rules",
            "mailer",
            "recommend-api",
            "fraud-check",
            "image-resizer",
            "sms-gateway");

    private static final String REGISTRY = "registry.example.com/shop/";

    /** The whole name of one of {@link #IMAGES}. */
    static String imageName(String image) {
        return REGISTRY + image;
    }

    Map<String, Object> configMap() {
        Map<String, Object> map = object("v1", "ConfigMap", name + "-config");
        map.put("data", Tree.of("LOG_LEVEL", "info", "REGION", "eu-west-1", "QUEUE", name + "-jobs"));
        return map;
    }

    Map<String, Object> service() {
        Map<String, Object> service = object("v1", "Service", name);
        Tree.put(service, Tree.of("app.kubernetes.io/name", name), "spec", "selector");
        Tree.put(
                service,
                Tree.listOf(
                        Tree.of("name", "http", "port", 80L, "targetPort", "http"),
                        Tree.of("name", "metrics", "port", 9090L, "targetPort", "metrics")),
                "spec",
                "ports");
        return service;
    }

    Map<String, Object> deployment(long replicas, Flaw flaw) {
        Map<String, Object> deployment = object("apps/v1", "Deployment", name);
        Tree.put(deployment, replicas, "spec", "replicas");
        Tree.put(deployment, Tree.of("app.kubernetes.io/name", name), "spec", "selector", "matchLabels");
        Map<String, Object> podLabels =
                Tree.of("app.kubernetes.io/name", name, "app.kubernetes.io/version", flaw.tag());
        podLabels.putAll(labels);
        Tree.put(deployment, podLabels, "spec", "template", "metadata", "labels");
        Tree.put(
                deployment,
                Tree.of("prometheus.io/scrape", "true", "prometheus.io/port", "9090"),
                "spec",
                "template",
                "metadata",
                "annotations");
        Tree.put(deployment, podSpec(flaw), "spec", "template", "spec");
        return deployment;
    }

    private Map<String, Object> podSpec(Flaw flaw) {
        Map<String, Object> spec = Tree.of("containers", Tree.listOf(main(flaw), proxy()));
        if (flaw == Flaw.FITS_NOWHERE) {
            spec.put("nodeSelector", Tree.of("node.example.com/pool", "gpu-a100"));
        }
        Tree.put(spec, Tree.listOf(Tree.of("name", "cache", "emptyDir", Tree.of())), "volumes");
        return spec;
    }

    private Map<String, Object> main(Flaw flaw) {
        List<Object> env = new ArrayList<>();
        env.add(Tree.of("name", "POD_NAME", "valueFrom", Tree.of("fieldRef", Tree.of("fieldPath", "metadata.name"))));
        env.add(Tree.of("name", "NODE_NAME", "valueFrom", Tree.of("fieldRef", Tree.of("fieldPath", "spec.nodeName"))));
        env.add(fromConfig("LOG_LEVEL", flaw == Flaw.LACKS_CONFIGURATION ? name + "-config-3" : name + "-config"));
        for (String variable : List.of(
                "HTTP_ADDRESS=:8080",
                "METRICS_ADDRESS=:9090",
                "CACHE_FOLDER=/var/cache/app",
                "OTEL_EXPORTER_OTLP_ENDPOINT=http://otel-collector.observability.svc:4317",
                "OTEL_RESOURCE_ATTRIBUTES=deployment.environment=production,service.namespace=shop",
                "MAX_CONNECTIONS=256",
                "REQUEST_TIMEOUT=15s",
                "FEATURES=one-click,gift-cards,express")) {
            int equals = variable.indexOf('=');
            env.add(Tree.of("name", variable.substring(0, equals), "value", variable.substring(equals + 1)));
        }
        Map<String, Object> container = Tree.of("name", "app", "image", image + ":" + flaw.tag());
        container.put(
                "ports",
                Tree.listOf(
                        Tree.of("name", "http", "containerPort", 8080L),
                        Tree.of("name", "metrics", "containerPort", 9090L)));
        container.put("env", env);
        container.put(
                "resources",
                Tree.of(
                        "requests",
                        Tree.of("cpu", "100m", "memory", "256Mi"),
                        "limits",
                        Tree.of("cpu", "1", "memory", "1Gi")));
        container.put("livenessProbe", probe("/healthz", 10));
        container.put("readinessProbe", probe("/readyz", 5));
        container.put("volumeMounts", Tree.listOf(Tree.of("name", "cache", "mountPath", "/var/cache/app")));
        container.put(
                "securityContext",
                Tree.of(
                        "allowPrivilegeEscalation",
                        false,
                        "readOnlyRootFilesystem",
                        true,
                        "runAsNonRoot",
                        true,
                        "capabilities",
                        Tree.of("drop", Tree.listOf("ALL"))));
        return container;
    }

    private static Map<String, Object> proxy() {
        Map<String, Object> container = Tree.of("name", "proxy", "image", "docker.io/envoyproxy/envoy:v1.36.2");
        container.put("args", Tree.listOf("--config-path", "/etc/envoy/envoy.yaml", "--log-level", "warning"));
        container.put("ports", Tree.listOf(Tree.of("name", "proxy", "containerPort", 15001L)));
        container.put(
                "resources",
                Tree.of("requests", Tree.of("cpu", "20m", "memory", "64Mi"), "limits", Tree.of("memory", "128Mi")));
        return container;
    }

    private static Map<String, Object> fromConfig(String variable, String configMap) {
        return Tree.of(
                "name", variable, "valueFrom", Tree.of("configMapKeyRef", Tree.of("name", configMap, "key", variable)));
    }

    private static Map<String, Object> probe(String path, long period) {
        return Tree.of("httpGet", Tree.of("path", path, "port", "http"), "periodSeconds", period);
    }

    private Map<String, Object> object(String apiVersion, String kind, String objectName) {
        Map<String, Object> object = Tree.of("apiVersion", apiVersion, "kind", kind);
        Tree.put(object, objectName, "metadata", "name");
        Tree.put(object, namespace, "metadata", "namespace");
        Map<String, Object> own = Tree.of("app.kubernetes.io/name", name);
        own.putAll(labels);
        Tree.put(object, own, "metadata", "labels");
        return object;
    }
}
