package dev.fresnel.kube.watch;

import dev.fresnel.kube.wire.Frames;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.V1;
import java.util.Arrays;
import java.util.Map;

/** Pods, and what an API server says of them, in protobuf. */
final class PodFrames {

    private PodFrames() {}

    private static V1.Pod pod(String name, long version) {
        return V1.Pod.newBuilder()
                .setMetadata(Meta.ObjectMeta.newBuilder()
                        .setNamespace("shop")
                        .setName(name)
                        .setUid("uid of " + name)
                        .setResourceVersion(Long.toString(version)))
                .setStatus(V1.PodStatus.newBuilder().setPhase("Running"))
                .build();
    }

    static byte[] added(String name, long version) {
        return Frames.event("ADDED", "v1", "Pod", pod(name, version));
    }

    static byte[] modified(String name, long version) {
        return Frames.event("MODIFIED", "v1", "Pod", pod(name, version));
    }

    static byte[] deleted(String name, long version) {
        return Frames.event("DELETED", "v1", "Pod", pod(name, version));
    }

    static byte[] synced(long version) {
        return bookmark(version, Map.of("k8s.io/initial-events-end", "true"));
    }

    static byte[] bookmark(long version) {
        return bookmark(version, Map.of());
    }

    private static byte[] bookmark(long version, Map<String, String> annotations) {
        return Frames.event(
                "BOOKMARK",
                "v1",
                "Pod",
                V1.Pod.newBuilder()
                        .setMetadata(Meta.ObjectMeta.newBuilder()
                                .setResourceVersion(Long.toString(version))
                                .putAllAnnotations(annotations))
                        .build());
    }

    static byte[] expired() {
        return Frames.event(
                "ERROR",
                "v1",
                "Status",
                Meta.Status.newBuilder()
                        .setCode(410)
                        .setReason("Expired")
                        .setMessage("too old resource version: 7 (20)")
                        .build());
    }

    static byte[] list(String version, String token, String... names) {
        return Frames.list(
                "v1",
                "Pod",
                Meta.ListMeta.newBuilder()
                        .setResourceVersion(version)
                        .setContinue(token)
                        .build(),
                Arrays.stream(names)
                        .map(name -> pod(name, Long.parseLong(version)))
                        .toList());
    }

    /** A list of pods, each at its version. */
    static byte[] list(String version, String token, Map<String, Long> pods) {
        return Frames.list(
                "v1",
                "Pod",
                Meta.ListMeta.newBuilder()
                        .setResourceVersion(version)
                        .setContinue(token)
                        .build(),
                pods.entrySet().stream()
                        .map(pod -> pod(pod.getKey(), pod.getValue()))
                        .toList());
    }
}
