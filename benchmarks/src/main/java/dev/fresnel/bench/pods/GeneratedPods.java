package dev.fresnel.bench.pods;

import com.google.protobuf.ByteString;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Resource.Quantity;
import io.kubernetes.client.proto.Runtime.TypeMeta;
import io.kubernetes.client.proto.Runtime.Unknown;
import io.kubernetes.client.proto.V1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/**
 * Pods as an API server writes them, in protobuf: two containers with probes and a dozen environment values, managedFields,
 * of thousands of workloads in fifty namespaces on a thousand nodes. What differs between pods of a real cluster differs
 * here: names, uids, addresses, digests, times, fates. The same number gives the same pod.
 */
public final class GeneratedPods {

    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond();
    private static final String[] WORDS = {
        "checkout", "catalog", "payments", "search", "media", "front", "billing", "orders", "identity", "edge"
    };
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int PODS_OF_A_WORKLOAD = 40;

    /** As many managed fields as a kubelet and two controllers leave. */
    private static final ByteString MANAGED_FIELDS =
            ByteString.copyFromUtf8("{\"f:status\":{" + "\"f:conditions\":{\".\":{},\"k:{}\":{}},".repeat(50) + "}}");

    private GeneratedPods() {}

    /**
     * A whole list of them, as the body of an answer.
     *
     * @param from the first one's number
     * @param pods how many
     * @param version of all of them
     */
    public static byte[] list(int from, int pods, int version) {
        V1.PodList.Builder list =
                V1.PodList.newBuilder().setMetadata(Meta.ListMeta.newBuilder().setResourceVersion("1000000"));
        for (int number = from; number < from + pods; number++) {
            list.addItems(pod(number, version));
        }
        Unknown envelope = Unknown.newBuilder()
                .setTypeMeta(TypeMeta.newBuilder().setApiVersion("v1").setKind("PodList"))
                .setRaw(list.build().toByteString())
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(envelope.getSerializedSize() + 4);
        try {
            bytes.write(new byte[] {'k', '8', 's', 0});
            envelope.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail to be written to
        }
        return bytes.toByteArray();
    }

    /** The pod of that number, in a version that may have another fate. */
    public static V1.Pod pod(int number, int version) {
        Random own = new Random(number);
        int workload = number / PODS_OF_A_WORKLOAD;
        String app = WORDS[workload % 10] + "-" + WORDS[workload / 10 % 10] + workload / 100;
        String template = letters(new Random(workload), 10);
        Meta.Time created = time(NOW - own.nextInt(3_000_000));
        Random fate = new Random(number * 31L + version);
        return V1.Pod.newBuilder()
                .setMetadata(metadata(number, version, app, template, created, own))
                .setSpec(spec(app, "node-" + own.nextInt(1_000)))
                .setStatus(status(app, created, own, fate))
                .build();
    }

    private static Meta.ObjectMeta metadata(
            int number, int version, String app, String template, Meta.Time created, Random own) {
        int workload = number / PODS_OF_A_WORKLOAD;
        String owner = app + "-" + template;
        return Meta.ObjectMeta.newBuilder()
                .setName(owner + "-" + letters(own, 5))
                .setGenerateName(owner + "-")
                .setNamespace("team-%02d".formatted(workload % 50))
                .setUid(new UUID(own.nextLong(), own.nextLong()).toString())
                .setResourceVersion(Long.toString(1_000L + number + version * 1_000_000L))
                .setCreationTimestamp(created)
                .putLabels("app", app)
                .putLabels("pod-template-hash", template)
                .putLabels("tier", "backend")
                .putAnnotations("prometheus.io/scrape", "true")
                .addOwnerReferences(Meta.OwnerReference.newBuilder()
                        .setApiVersion("apps/v1")
                        .setKind("ReplicaSet")
                        .setName(owner)
                        .setUid(new UUID(workload, 7).toString())
                        .setController(true)
                        .setBlockOwnerDeletion(true))
                .addManagedFields(Meta.ManagedFieldsEntry.newBuilder()
                        .setManager("kubelet")
                        .setOperation("Update")
                        .setApiVersion("v1")
                        .setTime(created)
                        .setFieldsType("FieldsV1")
                        .setFieldsV1(Meta.FieldsV1.newBuilder().setRaw(MANAGED_FIELDS)))
                .build();
    }

    private static V1.PodSpec spec(String app, String node) {
        return V1.PodSpec.newBuilder()
                .addContainers(container("app", app))
                .addContainers(container("proxy", app))
                .setNodeName(node)
                .setRestartPolicy("Always")
                .setDnsPolicy("ClusterFirst")
                .setServiceAccountName("default")
                .setSchedulerName("default-scheduler")
                .setTerminationGracePeriodSeconds(30)
                .addTolerations(V1.Toleration.newBuilder()
                        .setKey("node.kubernetes.io/not-ready")
                        .setOperator("Exists")
                        .setEffect("NoExecute")
                        .setTolerationSeconds(300))
                .build();
    }

    private static V1.Container container(String name, String app) {
        V1.Probe probe = V1.Probe.newBuilder()
                .setHandler(V1.ProbeHandler.newBuilder()
                        .setHttpGet(V1.HTTPGetAction.newBuilder()
                                .setPath("/healthz")
                                .setScheme("HTTP")))
                .setPeriodSeconds(10)
                .setTimeoutSeconds(1)
                .setFailureThreshold(3)
                .build();
        V1.Container.Builder container = V1.Container.newBuilder()
                .setName(name)
                .setImage("registry.example.com/shop/" + app + ":4.18.0")
                .addPorts(V1.ContainerPort.newBuilder().setContainerPort(8080).setProtocol("TCP"))
                .setResources(V1.ResourceRequirements.newBuilder()
                        .putRequests("cpu", quantity("100m"))
                        .putRequests("memory", quantity("128Mi"))
                        .putLimits("memory", quantity("512Mi")))
                .setLivenessProbe(probe)
                .setReadinessProbe(probe)
                .setTerminationMessagePath("/dev/termination-log")
                .setImagePullPolicy("IfNotPresent");
        for (int i = 0; i < 6; i++) {
            container.addEnv(V1.EnvVar.newBuilder()
                    .setName("SETTING_" + i)
                    .setValue("value-of-setting-" + i + "." + app + ".svc.cluster.local:80" + i));
        }
        return container.build();
    }

    private static V1.PodStatus status(String app, Meta.Time started, Random own, Random fate) {
        int drawn = fate.nextInt(200);
        boolean crashes = drawn == 0;
        boolean pending = drawn == 1 || drawn == 2;
        String ip = "10." + own.nextInt(4) + "." + own.nextInt(256) + "." + own.nextInt(256);
        V1.PodStatus.Builder status = V1.PodStatus.newBuilder()
                .setPhase(pending ? "Pending" : "Running")
                .setPodIP(ip)
                .addPodIPs(V1.PodIP.newBuilder().setIp(ip))
                .setHostIP("10.9.0." + own.nextInt(256))
                .setStartTime(started)
                .setQosClass("Burstable");
        for (String type : new String[] {"PodScheduled", "Initialized", "ContainersReady", "Ready"}) {
            status.addConditions(V1.PodCondition.newBuilder()
                    .setType(type)
                    .setStatus(crashes && type.endsWith("Ready") ? "False" : "True")
                    .setLastTransitionTime(started));
        }
        for (String name : new String[] {"app", "proxy"}) {
            V1.ContainerState.Builder state = V1.ContainerState.newBuilder();
            if (crashes) {
                state.setWaiting(V1.ContainerStateWaiting.newBuilder().setReason("CrashLoopBackOff"));
            } else {
                state.setRunning(V1.ContainerStateRunning.newBuilder().setStartedAt(started));
            }
            status.addContainerStatuses(V1.ContainerStatus.newBuilder()
                    .setName(name)
                    .setState(state)
                    .setReady(!crashes && !pending)
                    .setRestartCount(own.nextInt(10) == 0 ? own.nextInt(50) : 0)
                    .setImage("registry.example.com/shop/" + app + ":4.18.0")
                    .setImageID("registry.example.com/shop/" + app + "@sha256:" + "a".repeat(64))
                    .setContainerID("containerd://" + hex(own)));
        }
        return status.build();
    }

    private static Quantity quantity(String text) {
        return Quantity.newBuilder().setString(text).build();
    }

    private static Meta.Time time(long seconds) {
        return Meta.Time.newBuilder().setSeconds(seconds).build();
    }

    private static String letters(Random random, int count) {
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    private static String hex(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
