package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Quantity;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds claims: to a volume that fits, or to one that a provisioner makes. Says why a claim stays pending. */
public final class VolumeController implements Controller {
    private static final Source SOURCE = Source.of("persistentvolume-controller");
    private static final Duration RESYNC = Duration.ofSeconds(15);
    private static final Duration PROVISIONING = Duration.ofSeconds(3);

    private final Cluster cluster;

    public VolumeController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.CLAIM, claim -> List.of(Key.of(claim)));
        watches.on(
                Kinds.VOLUME,
                volume -> List.of(new Key(
                        Tree.text(volume, "spec", "claimRef", "namespace"),
                        Tree.text(volume, "spec", "claimRef", "name"))));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.CLAIM, key);
        if (found.isEmpty()) {
            release(key);
            return Optional.empty();
        }
        Map<String, Object> claim = found.get();
        if (Meta.isBeingDeleted(claim)) {
            return letGo(claim);
        }
        if (Volumes.isBound(claim)) {
            return Optional.empty();
        }
        Optional<Map<String, Object>> free = cluster.list(Kinds.VOLUME).stream()
                .filter(volume -> fits(volume, claim))
                .findFirst();
        if (free.isPresent()) {
            bind(claim, free.get());
            return Optional.empty();
        }
        return provision(claim);
    }

    private Optional<Instant> provision(Map<String, Object> claim) {
        Optional<Map<String, Object>> storageClass = Volumes.storageClass(cluster, claim);
        Instant again = cluster.now().plus(RESYNC);
        if (storageClass.isEmpty()) {
            String name = Tree.text(claim, "spec", "storageClassName");
            if (name.isEmpty()) {
                say(
                        claim,
                        "Normal",
                        "FailedBinding",
                        "no persistent volumes available for this claim and no storage class is set");
            } else {
                say(claim, "Warning", "ProvisioningFailed", "storageclass.storage.k8s.io \"" + name + "\" not found");
            }
            return Optional.of(again);
        }
        String node = Meta.annotation(claim, Volumes.SELECTED_NODE);
        if (node.isEmpty() && Volumes.waitsForPod(cluster, claim)) {
            say(claim, "Normal", "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
            return Optional.of(again);
        }
        String provisioner = Tree.text(storageClass.get(), "provisioner");
        String asked = "volume.kubernetes.io/storage-provisioner";
        if (Meta.annotation(claim, asked).isEmpty()) {
            cluster.change(Kinds.CLAIM, claim, tree -> Tree.put(tree, provisioner, "metadata", "annotations", asked));
            say(
                    claim,
                    "Normal",
                    "ExternalProvisioning",
                    "Waiting for a volume to be created either by the external provisioner '" + provisioner
                            + "' or manually by the system administrator. If volume creation is delayed, please verify"
                            + " that the provisioner is running and correctly registered.");
            return Optional.of(cluster.now().plus(PROVISIONING));
        }
        String zone = cluster.get(Kinds.NODE, "", node)
                .map(n -> Meta.label(n, "topology.kubernetes.io/zone"))
                .orElse("");
        Map<String, Object> volume = cluster.create(Kinds.VOLUME, Volumes.provision(claim, storageClass.get(), zone));
        cluster.events()
                .record(
                        Source.of(provisioner),
                        claim,
                        "Normal",
                        "ProvisioningSucceeded",
                        "Successfully provisioned volume " + Meta.name(volume));
        bind(claim, volume);
        return Optional.empty();
    }

    private void bind(Map<String, Object> claim, Map<String, Object> volume) {
        cluster.change(Kinds.VOLUME, volume, tree -> {
            Tree.put(
                    tree,
                    Tree.of(
                            "kind", "PersistentVolumeClaim",
                            "namespace", Meta.namespace(claim),
                            "name", Meta.name(claim),
                            "uid", Meta.uid(claim),
                            "apiVersion", "v1"),
                    "spec",
                    "claimRef");
            Tree.put(tree, "Bound", "status", "phase");
        });
        cluster.change(Kinds.CLAIM, claim, tree -> Volumes.bind(tree, volume));
    }

    private boolean fits(Map<String, Object> volume, Map<String, Object> claim) {
        String boundTo = Tree.text(volume, "spec", "claimRef", "name");
        String uid = Tree.text(volume, "spec", "claimRef", "uid");
        boolean free = boundTo.isEmpty()
                || (boundTo.equals(Meta.name(claim))
                        && Tree.text(volume, "spec", "claimRef", "namespace").equals(Meta.namespace(claim))
                        && (uid.isEmpty() || uid.equals(Meta.uid(claim))));
        String wanted = Tree.text(claim, "spec", "resources", "requests", "storage");
        return free
                && Tree.text(volume, "spec", "storageClassName").equals(Tree.text(claim, "spec", "storageClassName"))
                && Quantity.units(Tree.text(volume, "spec", "capacity", "storage")) >= Quantity.units(wanted)
                && Tree.texts(volume, "spec", "accessModes").containsAll(Tree.texts(claim, "spec", "accessModes"));
    }

    /** A claim that is to go stays while a pod uses it. */
    private Optional<Instant> letGo(Map<String, Object> claim) {
        boolean used = cluster.list(Kinds.POD, Meta.namespace(claim)).stream()
                .anyMatch(pod -> Volumes.claimsOf(pod).contains(Meta.name(claim)) && !Pods.isFinished(pod));
        if (used) {
            return Optional.of(cluster.now().plus(RESYNC));
        }
        cluster.change(Kinds.CLAIM, claim, tree -> Meta.removeFinalizer(tree, "kubernetes.io/pvc-protection"));
        return Optional.empty();
    }

    /** The volumes of a claim that is gone are deleted, or released to be looked at by someone. */
    private void release(Key claim) {
        for (Map<String, Object> volume : cluster.list(Kinds.VOLUME)) {
            if (Tree.text(volume, "spec", "claimRef", "name").equals(claim.name())
                    && Tree.text(volume, "spec", "claimRef", "namespace").equals(claim.namespace())) {
                if (Tree.text(volume, "spec", "persistentVolumeReclaimPolicy").equals("Delete")) {
                    cluster.change(
                            Kinds.VOLUME, volume, tree -> Meta.removeFinalizer(tree, "kubernetes.io/pv-protection"));
                    cluster.delete(Kinds.VOLUME, volume, Deletion.BACKGROUND);
                } else {
                    cluster.changeStatus(Kinds.VOLUME, volume, tree -> Tree.put(tree, "Released", "status", "phase"));
                }
            }
        }
    }

    private void say(Map<String, Object> claim, String type, String reason, String message) {
        cluster.events().record(SOURCE, claim, type, reason, message);
    }
}
