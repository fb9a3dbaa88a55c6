package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.kubernetes.Selectors;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.kube.caller.SelectedReads;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template that a workload had or has. Deployments keep theirs in the ReplicaSets that they own, all others in
 * ControllerRevisions.
 *
 * @param number counts up with each change
 * @param at when it was made, milliseconds since 1970, where known
 * @param cause why, as whoever made it wrote down; {@code ""} mostly
 * @param template of pods
 * @param annotations of the revision's own object
 * @param now whether it is the template that holds now
 */
record Revision(
        long number,
        @Nullable Long at,
        String cause,
        Map<String, Object> template,
        Map<String, Object> annotations,
        boolean now) {

    private static final String NUMBER = "deployment.kubernetes.io/revision";
    private static final String CAUSE = "kubernetes.io/change-cause";
    /** In labels of a ReplicaSet's template, of which the Deployment's knows nothing. */
    private static final String HASH = "pod-template-hash";
    /** What a ControllerRevision says to those who would merge it instead of taking it. */
    private static final String DIRECTIVE = "$patch";

    /** All of a workload, newest first, read as the Caller. */
    static List<Revision> of(Connection connection, Kind kind, ObjectRef ref, Map<String, Object> workload)
            throws IOException, InterruptedException {
        boolean deployment = isDeployment(kind);
        Kind kept = Errand.kind(connection, deployment ? "replicasets.apps" : "controllerrevisions.apps");
        Scope scope = new Scope(ref.namespace(), null, Selectors.text(Tree.at(workload, "spec", "selector")));
        List<Revision> revisions = new ArrayList<>();
        for (ObjectNode node : new SelectedReads(connection.server()).all(kept, scope)) {
            Map<String, Object> object = WholeObjects.tree(node);
            if (isControlledBy(object, workload)) {
                Revision revision = deployment ? ofReplicaSet(object, workload) : ofRevision(object, workload);
                if (revision.number > 0) {
                    revisions.add(revision);
                }
            }
        }
        revisions.sort(Comparator.comparingLong(Revision::number).reversed());
        return revisions;
    }

    static boolean isDeployment(Kind kind) {
        return kind.resource().equals("deployments.apps");
    }

    private static boolean isControlledBy(Map<String, Object> object, Map<String, Object> owner) {
        return Tree.list(object, "metadata", "ownerReferences").stream()
                .anyMatch(reference -> Tree.yes(reference, "controller")
                        && Tree.text(reference, "uid").equals(Tree.text(owner, "metadata", "uid")));
    }

    private static Revision ofReplicaSet(Map<String, Object> set, Map<String, Object> deployment) {
        Map<String, Object> template = new LinkedHashMap<>(Tree.map(set, "spec", "template"));
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(template, "metadata"));
        Map<String, Object> labels = new LinkedHashMap<>(Tree.map(metadata, "labels"));
        labels.remove(HASH);
        metadata.put("labels", labels);
        template.put("metadata", metadata);
        String number = Tree.text(set, "metadata", "annotations", NUMBER);
        return revision(
                Tree.whole(0, set, "metadata", "annotations", NUMBER),
                set,
                template,
                number.equals(Tree.text(deployment, "metadata", "annotations", NUMBER)));
    }

    private static Revision ofRevision(Map<String, Object> object, Map<String, Object> workload) {
        Map<String, Object> template = new LinkedHashMap<>(Tree.map(object, "data", "spec", "template"));
        template.remove(DIRECTIVE);
        boolean now = MergePatch.between(Tree.map(workload, "spec", "template"), template)
                .isEmpty();
        return revision(Tree.whole(0, object, "revision"), object, template, now);
    }

    private static Revision revision(
            long number, Map<String, Object> object, Map<String, Object> template, boolean now) {
        return new Revision(
                number,
                Tree.time(object, "metadata", "creationTimestamp"),
                Tree.text(object, "metadata", "annotations", CAUSE),
                template,
                Tree.map(object, "metadata", "annotations"),
                now);
    }

    /** Of the containers that do the work. */
    List<String> images() {
        return Tree.list(template, "spec", "containers").stream()
                .map(container -> Tree.text(container, "image"))
                .toList();
    }
}
