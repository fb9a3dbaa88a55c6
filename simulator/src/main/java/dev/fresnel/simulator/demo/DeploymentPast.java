package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.controller.DeploymentController;
import dev.fresnel.simulator.controller.DeploymentStatus;
import dev.fresnel.simulator.controller.Pods;
import dev.fresnel.simulator.controller.ReplicaSetController;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Founds a Deployment in the state that its controllers would have brought it to: revisions, pods, conditions. */
final class DeploymentPast {
    private static final Source DEPLOYMENTS = Source.of("deployment-controller");
    private static final Source REPLICA_SETS = Source.of("replicaset-controller");
    private static final Pattern PATCH_VERSION = Pattern.compile("(.*:.*?\\.)(\\d+)");
    private static final Duration TO_GET_READY = Duration.ofSeconds(40);

    private final Cluster cluster;
    private final PodPast pods;

    DeploymentPast(Cluster cluster, PodPast pods) {
        this.cluster = cluster;
        this.pods = pods;
    }

    void found(Map<String, Object> manifest, History history) {
        Instant now = cluster.now();
        Instant rolledOut = now.minus(history.rolledOut());
        Tree.put(manifest, Long.toString(history.revision()), "metadata", "annotations", DeploymentController.REVISION);
        Map<String, Object> deployment = cluster.create(Kinds.DEPLOYMENT, manifest);
        long replicas = Tree.number(deployment, 1, "spec", "replicas");
        List<Map<String, Object>> sets = new ArrayList<>();
        if (history.revision() > 1) {
            Map<String, Object> before = before(deployment, history);
            Instant then =
                    rolledOut.minus(history.age().minus(history.rolledOut()).dividedBy(3));
            long still = history.previousReplicas();
            sets.add(replicaSet(before, history.revision() - 1, still, still, then, true));
        }
        long updated = history.updated() < 0 ? replicas - history.previousReplicas() : history.updated();
        long made = history.fits() < 0 ? updated : history.fits();
        Map<String, Object> current = replicaSet(deployment, history.revision(), updated, made, rolledOut, false);
        sets.add(current);
        say(deployment, current, sets.getFirst(), history, rolledOut);
        Instant late = rolledOut
                .plus(TO_GET_READY)
                .plusSeconds(Tree.number(deployment, 600, "spec", "progressDeadlineSeconds") + 1);
        cluster.changeStatus(Kinds.DEPLOYMENT, deployment, tree -> {
            DeploymentStatus.write(tree, current, sets, true, rolledOut);
            Instant ready = rolledOut.plus(TO_GET_READY);
            DeploymentStatus.write(tree, current, sets, false, ready.isAfter(now) ? now : ready);
            if (!late.isAfter(now)) {
                DeploymentStatus.write(tree, current, sets, false, late);
            }
        });
    }

    private Map<String, Object> replicaSet(
            Map<String, Object> deployment,
            long revision,
            long replicas,
            long count,
            Instant created,
            boolean wasWell) {
        Map<String, Object> set = DeploymentController.replicaSet(deployment, revision, replicas);
        Tree.put(set, cluster.newUid(), "metadata", "uid");
        Tree.put(set, Times.seconds(created), "metadata", "creationTimestamp");
        List<Map<String, Object>> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = Meta.name(set) + "-" + cluster.suffix(5);
            Map<String, Object> pod = Pods.fromTemplate(cluster, Tree.map(set, "spec", "template"), set, name);
            Tree.put(pod, Meta.name(set) + "-", "metadata", "generateName");
            Instant born = since(name, created);
            made.add(pods.found(pod, born, wasWell));
            say(REPLICA_SETS, set, "SuccessfulCreate", "Created pod: " + name, born);
        }
        Tree.put(set, 1L, "metadata", "generation");
        ReplicaSetController.count(set, made, "", cluster.now());
        return cluster.create(Kinds.REPLICA_SET, set);
    }

    /** Most pods are as old as their ReplicaSet; some have been replaced since, as nodes come and go. */
    private Instant since(String pod, Instant created) {
        Duration age = Duration.between(created, cluster.now());
        double luck = Names.fraction(pod);
        return age.compareTo(Duration.ofHours(6)) < 0 || luck > 0.3
                ? created
                : cluster.now().minus(Duration.ofSeconds(Math.round(age.toSeconds() * (0.1 + 2 * luck))));
    }

    private void say(
            Map<String, Object> deployment,
            Map<String, Object> current,
            Map<String, Object> before,
            History history,
            Instant at) {
        long replicas = Tree.number(current, 0, "spec", "replicas");
        say(
                DEPLOYMENTS,
                deployment,
                "ScalingReplicaSet",
                "Scaled up replica set " + Meta.name(current) + " from 0 to " + replicas,
                at);
        if (!before.equals(current)) {
            say(
                    DEPLOYMENTS,
                    deployment,
                    "ScalingReplicaSet",
                    "Scaled down replica set %s from %d to %d"
                            .formatted(
                                    Meta.name(before),
                                    history.previousReplicas() + replicas,
                                    history.previousReplicas()),
                    at.plusSeconds(1));
        }
    }

    private void say(Source source, Map<String, Object> object, String reason, String message, Instant at) {
        cluster.events().record(source, object, "", "Normal", reason, message, at, 1);
    }

    /** The deployment as it was at the revision before: with the image that the manifest names, or one version less. */
    private static Map<String, Object> before(Map<String, Object> deployment, History history) {
        Map<String, Object> before = Tree.copy(deployment);
        Map<String, Object> container =
                Tree.maps(before, "spec", "template", "spec", "containers").getFirst();
        String image = Tree.text(container, "image");
        Matcher patch = PATCH_VERSION.matcher(image);
        String previous = history.previousImage();
        if (previous.isEmpty()) {
            previous = patch.matches() && !patch.group(2).equals("0")
                    ? patch.group(1) + (Long.parseLong(patch.group(2)) - 1)
                    : image + "-rc1";
        }
        container.put("image", previous);
        if (history.previousAnywhere()) {
            Tree.remove(before, "spec", "template", "spec", "nodeSelector");
        }
        String version = previous.substring(previous.lastIndexOf(':') + 1);
        if (Tree.at(before, "spec", "template", "metadata", "labels", "app.kubernetes.io/version") != null) {
            Tree.put(before, version, "spec", "template", "metadata", "labels", "app.kubernetes.io/version");
        }
        return before;
    }
}
