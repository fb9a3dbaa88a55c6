package dev.fresnel.testbed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Many ordinary pods, through Deployments of twenty replicas each, ten Deployments to a namespace. A pod is as big as
 * those of real services are: two containers, twelve environment values, probes; 10 KB as JSON with what the API
 * server adds.
 */
final class Filling {

    private static final int REPLICAS = 20;
    private static final int DEPLOYMENTS_IN_A_NAMESPACE = 10;
    private static final Duration PATIENCE_WITHOUT_PROGRESS = Duration.ofMinutes(3);

    private static final String[] NAMES = {
        "catalog", "checkout", "search", "payment", "inventory", "shipping", "recommend", "reviews", "gateway", "mailer"
    };

    private Filling() {}

    static void fill(int pods, Kubectl kubectl, Parts parts, IntConsumer progress) {
        // A namespace at a time: kubectl sends five requests a second, but the first ten at once.
        int podsInANamespace = REPLICAS * DEPLOYMENTS_IN_A_NAMESPACE;
        for (int i = 0; i * podsInANamespace < pods; i++) {
            int here = Math.min(podsInANamespace, pods - i * podsInANamespace);
            kubectl.run(namespace(i, here), List.of("apply", "--server-side", "--filename", "-"));
        }
        int running = 0;
        Instant lastProgress = Instant.now();
        while (running < pods) {
            parts.pause(Duration.ofSeconds(2), "the pods to run");
            int now = running(kubectl);
            if (now > running) {
                lastProgress = Instant.now();
            } else if (lastProgress.plus(PATIENCE_WITHOUT_PROGRESS).isBefore(Instant.now())) {
                throw new UnableToStartException("Of %d pods only %d run, and no other one came in the last %d minutes."
                        .formatted(pods, now, PATIENCE_WITHOUT_PROGRESS.toMinutes()));
            }
            running = now;
            progress.accept(now);
        }
    }

    private static int running(Kubectl kubectl) {
        String counts = kubectl.run(List.of(
                "get",
                "deployments",
                "--all-namespaces",
                "--selector=testbed.fresnel.dev/filling=yes",
                "--output=jsonpath={range .items[*]}{.status.readyReplicas}{\"\\n\"}{end}"));
        return counts.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** YAML of a namespace and of Deployments with {@code pods} replicas between them. */
    private static String namespace(int number, int pods) {
        String name = "team-%02d".formatted(number);
        StringBuilder yaml =
                new StringBuilder("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(name));
        for (int i = 0, left = pods; left > 0; i++, left -= REPLICAS) {
            yaml.append(deployment(number * DEPLOYMENTS_IN_A_NAMESPACE + i, name, Math.min(left, REPLICAS)));
        }
        return yaml.toString();
    }

    private static String deployment(int number, String namespace, int replicas) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %1$s
                  namespace: %2$s
                  labels: {app: %1$s, team: %2$s, testbed.fresnel.dev/filling: "yes"}
                spec:
                  replicas: %3$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata:
                      labels: {app: %1$s, team: %2$s, version: v%4$d, tier: backend}
                      annotations: {prometheus.io/scrape: "true", prometheus.io/port: "9090"}
                    spec:
                      containers:
                      - name: app
                        image: registry.example.com/shop/%1$s:1.%4$d.0
                        ports: [{name: http, containerPort: 8080}, {name: metrics, containerPort: 9090}]
                        env:
                        - {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                        - {name: POD_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
                        - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                        - {name: DATABASE_URL, value: "postgres://%1$s@postgres.%2$s.svc:5432/%1$s"}
                        - {name: CACHE_URL, value: "redis://redis.%2$s.svc:6379/0"}
                        - {name: QUEUE_URL, value: "amqp://rabbitmq.%2$s.svc:5672"}
                        - {name: LOG_LEVEL, value: info}
                        - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://collector.observability.svc:4317"}
                        - {name: FEATURE_FLAGS, value: "new-checkout,fast-search,dark-mode"}
                        resources:
                          requests: {cpu: 50m, memory: 64Mi}
                          limits: {cpu: 500m, memory: 256Mi}
                        readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 5}
                        livenessProbe: {httpGet: {path: /live, port: http}, periodSeconds: 10, failureThreshold: 5}
                        volumeMounts: [{name: cache, mountPath: /var/cache/app}]
                      - name: proxy
                        image: registry.example.com/mesh/proxy:2.7.1
                        args: ["--upstream=127.0.0.1:8080", "--admin=127.0.0.1:9901"]
                        ports: [{name: mesh, containerPort: 15001}]
                        env:
                        - {name: MESH_ID, value: main}
                        - {name: SERVICE, value: %1$s}
                        - {name: CONCURRENCY, value: "2"}
                        resources:
                          requests: {cpu: 10m, memory: 32Mi}
                          limits: {cpu: 200m, memory: 128Mi}
                        readinessProbe: {httpGet: {path: /healthz/ready, port: 15021}, periodSeconds: 15}
                        livenessProbe: {httpGet: {path: /healthz/live, port: 15021}, periodSeconds: 30}
                      volumes: [{name: cache, emptyDir: {sizeLimit: 256Mi}}]
                """.formatted(NAMES[number % NAMES.length] + "-" + number, namespace, replicas, number % 7);
    }
}
