package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.kube.caller.SelectedReads;
import dev.fresnel.kube.caller.SingleReads;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The pods of a node at one moment, read as the Caller, and what becomes of each when the node is drained. */
record NodePods(List<Found> all) {

    /** A pod, and what becomes of it. */
    record Found(ObjectRef ref, String uid, Map<String, String> labels, PodFate fate) {}

    NodePods {
        all = List.copyOf(all);
    }

    /** @param now milliseconds since 1970 */
    static NodePods read(Connection connection, ObjectRef node, DrainOptions options, long now)
            throws IOException, InterruptedException {
        Kind pods = Errand.kind(connection, "pods");
        PodFate.DaemonSets sets = daemonSets(connection);
        List<Found> found = new ArrayList<>();
        Scope scope = new Scope(null, "spec.nodeName=" + node.name(), options.selector());
        for (ObjectNode each : new SelectedReads(connection.server()).all(pods, scope)) {
            Map<String, Object> pod = WholeObjects.tree(each);
            Map<String, String> labels = new HashMap<>();
            Tree.map(pod, "metadata", "labels").forEach((key, value) -> labels.put(key, Tree.scalar(value)));
            found.add(new Found(
                    new ObjectRef(
                            node.cluster(),
                            pods.resource(),
                            Tree.text(pod, "metadata", "namespace"),
                            Tree.text(pod, "metadata", "name")),
                    Tree.text(pod, "metadata", "uid"),
                    labels,
                    PodFate.of(pod, options, sets, now)));
        }
        found.sort(Comparator.comparingInt((Found each) -> rank(each.fate))
                .thenComparing(each -> each.ref.namespace() + "/" + each.ref.name()));
        return new NodePods(found);
    }

    private static int rank(PodFate fate) {
        return switch (fate) {
            case PodFate.InTheWay _ -> 0;
            case PodFate.Leaves _ -> 1;
            case PodFate.Stays _ -> 2;
        };
    }

    private static PodFate.DaemonSets daemonSets(Connection connection) throws IOException {
        Kind sets = Errand.kind(connection, "daemonsets.apps");
        SingleReads reads = new SingleReads(connection.server());
        Map<String, Boolean> known = new HashMap<>();
        return (namespace, name) -> {
            String key = namespace + "/" + name;
            Boolean there = known.get(key);
            if (there == null) {
                there = reads.get(sets, namespace, name, false).isPresent();
                known.put(key, there);
            }
            return there;
        };
    }

    /** Those that are evicted. */
    List<Found> leaving() {
        return all.stream().filter(each -> each.fate instanceof PodFate.Leaves).toList();
    }

    /** How many keep the node from being drained. */
    long inTheWay() {
        return all.stream()
                .filter(each -> each.fate instanceof PodFate.InTheWay)
                .count();
    }
}
