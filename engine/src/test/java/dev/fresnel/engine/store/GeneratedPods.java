package dev.fresnel.engine.store;

import dev.fresnel.kube.wire.ReadObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * Pods like those of a large cluster, for measuring: about 6 KB of JSON without managedFields, two containers with probes
 * and twelve environment values, of some hundred workloads in fifty namespaces on a thousand nodes. What differs between
 * pods in a real cluster differs here: names, uids, addresses, digests of containers, times.
 */
public final class GeneratedPods {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String[] WORDS = {
        "checkout", "catalog", "payments", "search", "media", "front", "billing", "orders", "identity", "edge"
    };
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final Random random;

    public GeneratedPods(long seed) {
        this.random = new Random(seed);
    }

    /** The pod of that number, in a new version each time. */
    public ReadObject pod(int number, long version) {
        int workload = number / 40;
        String app = WORDS[workload % 10] + "-" + WORDS[(workload / 10) % 10] + (workload / 100);
        String namespace = "team-" + workload % 50;
        Random own = new Random(number);
        String template = letters(new Random(workload), 10);
        String name = app + "-" + template + "-" + letters(own, 5);
        String node = "ip-10-4-" + own.nextInt(32) + "-" + own.nextInt(32);
        String ip = "10." + own.nextInt(4) + "." + own.nextInt(256) + "." + own.nextInt(256);
        String uid = new UUID(own.nextLong(), own.nextLong()).toString();
        String owner = new UUID(workload, 7).toString();
        Instant created = NOW.minusSeconds(own.nextInt(3_000_000));
        int fate = random.nextInt(200);
        String phase = fate == 0 ? "CrashLoopBackOff" : fate < 3 ? "Pending" : "Running";
        long restarts = own.nextInt(10) == 0 ? own.nextInt(50) : 0;
        String body = BODY.formatted(
                name, namespace, uid, version, created, app, template, owner, node, ip, hex(own), hex(own), restarts,
                phase);
        Pods pod = Pods.pod(namespace, name)
                .uid(uid)
                .version(version)
                .created(created)
                .label("app", app)
                .label("pod-template-hash", template)
                .owner(owner)
                .node(node)
                .ip(ip)
                .restarts(restarts)
                .phase(phase)
                .memory(32 + own.nextInt(2_000));
        return pod.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String letters(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static String hex(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append(String.format(Locale.ROOT, "%016x", random.nextLong()));
        }
        return text.toString();
    }

    private static final String BODY = body();

    private static String body() {
        StringBuilder env = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            env.append(",{\"name\":\"SETTING_")
                    .append(i)
                    .append("\",\"value\":\"value-of-setting-")
                    .append(i);
            env.append(".%6$s.svc.cluster.local:80").append(i).append("\"}");
        }
        String probe = "{\"httpGet\":{\"path\":\"/healthz\",\"port\":8080,\"scheme\":\"HTTP\"},\"timeoutSeconds\":1,"
                + "\"periodSeconds\":10,\"successThreshold\":1,\"failureThreshold\":3}";
        String container = "{\"name\":\"%s\",\"image\":\"registry.example.com/shop/%%6$s:4.18.0\",\"ports\":"
                + "[{\"containerPort\":8080,\"protocol\":\"TCP\"}],\"env\":[{\"name\":\"POD_NAME\",\"valueFrom\":"
                + "{\"fieldRef\":{\"apiVersion\":\"v1\",\"fieldPath\":\"metadata.name\"}}}"
                + env.toString().replace("%", "%%")
                + "],\"resources\":{\"limits\":{\"cpu\":\"500m\",\"memory\":\"512Mi\"},\"requests\":{\"cpu\":\"100m\","
                + "\"memory\":\"128Mi\"}},\"livenessProbe\":" + probe + ",\"readinessProbe\":" + probe
                + ",\"volumeMounts\":[{\"name\":\"kube-api-access\",\"readOnly\":true,\"mountPath\":"
                + "\"/var/run/secrets/kubernetes.io/serviceaccount\"}],\"terminationMessagePath\":"
                + "\"/dev/termination-log\",\"terminationMessagePolicy\":\"File\",\"imagePullPolicy\":\"IfNotPresent\"}";
        String status =
                "{\"name\":\"%s\",\"state\":{\"running\":{\"startedAt\":\"%%5$s\"}},\"lastState\":{},\"ready\":true,"
                        + "\"restartCount\":%%13$d,\"image\":\"registry.example.com/shop/%%6$s:4.18.0\",\"imageID\":"
                        + "\"registry.example.com/shop/%%6$s@sha256:%s\",\"containerID\":\"containerd://%s\",\"started\":true}";
        String condition =
                "{\"type\":\"%s\",\"status\":\"True\",\"lastProbeTime\":null,\"lastTransitionTime\":\"%%5$s\"}";
        String image = "a".repeat(64);
        return "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"%1$s\",\"generateName\":\"%6$s-%7$s-\","
                + "\"namespace\":\"%2$s\",\"uid\":\"%3$s\",\"resourceVersion\":\"%4$d\",\"creationTimestamp\":\"%5$s\","
                + "\"labels\":{\"app\":\"%6$s\",\"pod-template-hash\":\"%7$s\"},\"ownerReferences\":[{\"apiVersion\":"
                + "\"apps/v1\",\"kind\":\"ReplicaSet\",\"name\":\"%6$s-%7$s\",\"uid\":\"%8$s\",\"controller\":true,"
                + "\"blockOwnerDeletion\":true}]},\"spec\":{\"containers\":[" + container.formatted("app") + ","
                + container.formatted("proxy") + "],\"restartPolicy\":\"Always\",\"terminationGracePeriodSeconds\":30,"
                + "\"dnsPolicy\":\"ClusterFirst\",\"serviceAccountName\":\"default\",\"nodeName\":\"%9$s\","
                + "\"securityContext\":{},\"schedulerName\":\"default-scheduler\",\"tolerations\":[{\"key\":"
                + "\"node.kubernetes.io/not-ready\",\"operator\":\"Exists\",\"effect\":\"NoExecute\","
                + "\"tolerationSeconds\":300}],\"priority\":0,\"enableServiceLinks\":true},\"status\":{\"phase\":\"%14$s\","
                + "\"conditions\":[" + condition.formatted("Initialized") + "," + condition.formatted("Ready") + ","
                + condition.formatted("ContainersReady") + "," + condition.formatted("PodScheduled")
                + "],\"hostIP\":\"%9$s\",\"podIP\":\"%10$s\",\"podIPs\":[{\"ip\":\"%10$s\"}],\"startTime\":\"%5$s\","
                + "\"containerStatuses\":[" + status.formatted("app", image, "%11$s") + ","
                + status.formatted("proxy", image, "%12$s") + "],\"qosClass\":\"Burstable\"}}";
    }
}
