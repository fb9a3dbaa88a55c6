package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.Map;

/** The ControllerRevisions in which StatefulSets and DaemonSets keep their templates. */
public final class Revisions {
    static final String LABEL = "controller-revision-hash";

    private Revisions() {}

    /**
     * Makes the revision of the present template if it is not there.
     *
     * @param prefix what pods carry before the hash in their label; StatefulSets put their name there
     * @return the value of that label
     */
    public static String ensure(Cluster cluster, Map<String, Object> owner, String prefix) {
        Map<String, Object> template = Tree.map(owner, "spec", "template");
        String hash = Names.hash(template);
        String name = Meta.name(owner) + "-" + hash;
        if (cluster.get(Kinds.CONTROLLER_REVISION, Meta.namespace(owner), name).isEmpty()) {
            long newest = cluster.list(Kinds.CONTROLLER_REVISION, Meta.namespace(owner)).stream()
                    .filter(revision -> Meta.isControlledBy(revision, Meta.uid(owner)))
                    .mapToLong(revision -> Tree.number(revision, 0, "revision"))
                    .max()
                    .orElse(0);
            Map<String, Object> revision = Tree.of("apiVersion", "apps/v1", "kind", "ControllerRevision");
            Tree.put(revision, name, "metadata", "name");
            Tree.put(revision, Meta.namespace(owner), "metadata", "namespace");
            Tree.put(revision, Meta.created(owner).toString(), "metadata", "creationTimestamp");
            if (newest > 0) {
                Tree.remove(revision, "metadata", "creationTimestamp");
            }
            Map<String, Object> labels = Tree.copy(Tree.map(template, "metadata", "labels"));
            labels.put(LABEL, prefix + hash);
            Tree.put(revision, labels, "metadata", "labels");
            Tree.put(revision, Tree.listOf(Cluster.ownerReference(owner)), "metadata", "ownerReferences");
            Tree.put(revision, Tree.copy(template), "data", "spec", "template");
            revision.put("revision", newest + 1);
            cluster.create(Kinds.CONTROLLER_REVISION, revision);
        }
        return prefix + hash;
    }
}
