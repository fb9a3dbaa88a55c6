package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules about pods have in common. */
final class Pods {

    private Pods() {}

    /** The statuses of a pod's containers, those that start first first. */
    static List<Object> statuses(Subject pod) {
        List<Object> all = new ArrayList<>(pod.list("status", "initContainerStatuses"));
        all.addAll(pod.list("status", "containerStatuses"));
        return all;
    }

    /** The container of that name in the pod's spec, empty where there is none. */
    static Map<String, Object> container(Subject pod, String name) {
        for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
            for (Object container : pod.list("spec", list)) {
                if (name.equals(Tree.text(container, "name"))) {
                    return Tree.map(container);
                }
            }
        }
        return Map.of();
    }

    static boolean isInit(Subject pod, String container) {
        return pod.list("spec", "initContainers").stream()
                .anyMatch(each -> container.equals(Tree.text(each, "name"))
                        && !"Always".equals(Tree.text(each, "restartPolicy")));
    }

    /** What made the pod, and would make another like it: {@code Deployment/web}; the pod's own name where nothing did. */
    static String maker(Subject pod) {
        for (Object owner : pod.list("metadata", "ownerReferences")) {
            if (Tree.yes(owner, "controller")) {
                return workload(Tree.text(owner, "kind"), Tree.text(owner, "name"), pod);
            }
        }
        return "Pod/" + pod.name();
    }

    /** A ReplicaSet of a Deployment is named after it, with the hash that the pods bear too. */
    private static String workload(String kind, String name, Subject pod) {
        String hash = pod.row().labels().getOrDefault("pod-template-hash", "");
        return kind.equals("ReplicaSet") && !hash.isEmpty() && name.endsWith("-" + hash)
                ? "Deployment/" + name.substring(0, name.length() - hash.length() - 1)
                : kind + "/" + name;
    }

    /** The name alone of what made the pod. */
    static String makerName(Subject pod) {
        String maker = maker(pod);
        return maker.substring(maker.indexOf('/') + 1);
    }

    /** Says the same of several pods of one maker. */
    static Finding together(Finding finding, Subject pod, String cause, String english, String... pairs) {
        List<String> places = new ArrayList<>(List.of(pairs));
        places.add("maker");
        places.add(makerName(pod));
        return finding.together(cause(pod, cause), Sentence.of(english, places.toArray(String[]::new)));
    }

    /** What pods of one maker with the same problem have in common. */
    static String cause(Subject pod, String cause) {
        return pod.namespace() + "/" + maker(pod) + " " + cause;
    }

    /** When a condition took the state that it has. */
    static @Nullable Long changed(Map<String, Object> condition) {
        return Tree.time(condition, "lastTransitionTime");
    }
}
