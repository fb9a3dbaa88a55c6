package dev.fresnel.engine.action;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Phrase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of a pod when its node is drained: kubectl's rules, in kubectl's order. */
sealed interface PodFate {

    /** @param note what is lost with it, or null */
    record Leaves(@Nullable Phrase note) implements PodFate {}

    /** It is left where it is. */
    record Stays(Phrase why) implements PodFate {}

    /** As long as it is there, and nothing else is said, the node is not drained. */
    record InTheWay(Phrase why) implements PodFate {}

    /** Whether a DaemonSet is there. */
    interface DaemonSets {
        boolean has(String namespace, String name) throws IOException, InterruptedException;
    }

    /** The annotation of a pod that is a mirror of one that its node runs from a file. */
    String MIRROR = "kubernetes.io/config.mirror";

    Set<String> ENDED = Set.of("Succeeded", "Failed");

    /** @param now milliseconds since 1970 */
    static PodFate of(Map<String, Object> pod, DrainOptions options, DaemonSets sets, long now)
            throws IOException, InterruptedException {
        if (options.givesUp(Tree.time(pod, "metadata", "deletionTimestamp"), now)) {
            return new Stays(Phrase.of("drain.terminating"));
        }
        boolean ended = ENDED.contains(Tree.text(pod, "status", "phase"));
        Map<String, Object> controller = controller(pod);
        if (!ended
                && Tree.text(controller, "kind").equals("DaemonSet")
                && Tree.text(controller, "apiVersion").equals("apps/v1")) {
            return ofDaemonSet(Tree.text(pod, "metadata", "namespace"), Tree.text(controller, "name"), options, sets);
        }
        if (Tree.at(pod, "metadata", "annotations", MIRROR) != null) {
            return new Stays(Phrase.of("drain.mirror"));
        }
        if (ended) {
            return new Leaves(Phrase.of("drain.ended"));
        }
        boolean keepsData = Tree.list(pod, "spec", "volumes").stream().anyMatch(v -> Tree.at(v, "emptyDir") != null);
        if (keepsData && !options.emptyDir()) {
            return new InTheWay(Phrase.of("drain.needsEmptyDir"));
        }
        if (controller.isEmpty()) {
            return options.unmanaged()
                    ? new Leaves(Phrase.of("drain.unmanaged"))
                    : new InTheWay(Phrase.of("drain.needsUnmanaged"));
        }
        return new Leaves(keepsData ? Phrase.of("drain.losesData") : null);
    }

    private static PodFate ofDaemonSet(String namespace, String name, DrainOptions options, DaemonSets sets)
            throws IOException, InterruptedException {
        if (!sets.has(namespace, name)) {
            Phrase orphan = Phrase.of("drain.orphan", "set", name);
            return options.unmanaged() ? new Leaves(orphan) : new InTheWay(orphan);
        }
        Phrase why = Phrase.of(options.daemonSets() ? "drain.daemonSet" : "drain.needsDaemonSets", "set", name);
        return options.daemonSets() ? new Stays(why) : new InTheWay(why);
    }

    private static Map<String, Object> controller(Map<String, Object> pod) {
        List<Object> owners = Tree.list(pod, "metadata", "ownerReferences");
        return owners.stream()
                .filter(owner -> Tree.yes(owner, "controller"))
                .findFirst()
                .map(owner -> Tree.map(owner))
                .orElse(Map.of());
    }
}
