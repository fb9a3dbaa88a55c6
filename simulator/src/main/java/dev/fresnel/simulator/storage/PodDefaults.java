package dev.fresnel.simulator.storage;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The defaults of pods and of the templates that pods are made from. */
final class PodDefaults {

    private PodDefaults() {}

    /** Completes a fresh pod spec; an empty one stays so. */
    static void apply(Map<String, Object> spec) {
        if (spec.isEmpty()) {
            return;
        }
        for (String field : List.of("initContainers", "containers", "ephemeralContainers")) {
            for (Map<String, Object> container : Tree.maps(spec, field)) {
                container(container);
            }
        }
        spec.putIfAbsent("restartPolicy", "Always");
        spec.putIfAbsent("terminationGracePeriodSeconds", 30L);
        spec.putIfAbsent("dnsPolicy", "ClusterFirst");
        Object account = spec.get("serviceAccountName");
        if (account != null) {
            spec.putIfAbsent("serviceAccount", account);
        }
        spec.putIfAbsent("securityContext", Tree.of());
        spec.putIfAbsent("schedulerName", "default-scheduler");
        for (Map<String, Object> volume : Tree.maps(spec, "volumes")) {
            for (String source : List.of("configMap", "secret", "projected", "downwardAPI")) {
                if (volume.get(source) instanceof Map<?, ?>) {
                    Tree.putIfAbsent(volume, 420L, source, "defaultMode");
                }
            }
        }
    }

    private static void container(Map<String, Object> container) {
        container.putIfAbsent("resources", Tree.of());
        container.putIfAbsent("terminationMessagePath", "/dev/termination-log");
        container.putIfAbsent("terminationMessagePolicy", "File");
        container.putIfAbsent(
                "imagePullPolicy", isMovingTag(Tree.text(container, "image")) ? "Always" : "IfNotPresent");
        for (Map<String, Object> variable : Tree.maps(container, "env")) {
            if (Tree.at(variable, "valueFrom", "fieldRef") != null) {
                Tree.putIfAbsent(variable, "v1", "valueFrom", "fieldRef", "apiVersion");
            }
        }
        for (Map<String, Object> port : Tree.maps(container, "ports")) {
            port.putIfAbsent("protocol", "TCP");
        }
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.get(probe) instanceof Map<?, ?>) {
                Map<String, Object> fields = Tree.map(container, probe);
                fields.putIfAbsent("timeoutSeconds", 1L);
                fields.putIfAbsent("periodSeconds", 10L);
                fields.putIfAbsent("successThreshold", 1L);
                fields.putIfAbsent("failureThreshold", 3L);
                if (fields.get("httpGet") instanceof Map<?, ?>) {
                    Tree.putIfAbsent(fields, "HTTP", "httpGet", "scheme");
                    Tree.putIfAbsent(fields, "/", "httpGet", "path");
                }
            }
        }
    }

    private static boolean isMovingTag(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        return !name.contains("@") && (!name.contains(":") || name.endsWith(":latest"));
    }

    /** What admission adds to a new pod, but not to templates. */
    static void applyToNewPod(Map<String, Object> pod) {
        Map<String, Object> spec = Tree.map(pod, "spec");
        if (spec.isEmpty()) {
            return;
        }
        spec.putIfAbsent("serviceAccountName", "default");
        spec.putIfAbsent("enableServiceLinks", true);
        spec.putIfAbsent("preemptionPolicy", "PreemptLowerPriority");
        spec.putIfAbsent("priority", 0L);
        List<Object> tolerations = new ArrayList<>(Tree.list(spec, "tolerations"));
        for (String taint : List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")) {
            boolean tolerated = Tree.maps(spec, "tolerations").stream()
                    .anyMatch(toleration -> Tree.text(toleration, "key").equals(taint));
            if (!tolerated) {
                tolerations.add(
                        Tree.of("key", taint, "operator", "Exists", "effect", "NoExecute", "tolerationSeconds", 300L));
            }
        }
        spec.put("tolerations", tolerations);
    }

    /** Guaranteed, Burstable or BestEffort, by requests and limits of CPU and memory. */
    static String qosClass(Map<String, Object> pod) {
        boolean any = false;
        boolean guaranteed = true;
        for (String field : List.of("initContainers", "containers")) {
            for (Map<String, Object> container : Tree.maps(pod, "spec", field)) {
                for (String resource : List.of("cpu", "memory")) {
                    String limit = Tree.text(container, "resources", "limits", resource);
                    String request = Tree.text(container, "resources", "requests", resource);
                    any |= !limit.isEmpty() || !request.isEmpty();
                    guaranteed &= !limit.isEmpty() && (request.isEmpty() || request.equals(limit));
                }
            }
        }
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }
}
