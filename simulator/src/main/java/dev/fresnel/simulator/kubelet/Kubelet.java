package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.kubelet.ContainerStatus.Group;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kubelets of all nodes: takes each pod's next step when it is due, says what is to be said about it, and removes pods
 * that were to be deleted and have stopped.
 */
public final class Kubelet implements Controller {
    private final Cluster cluster;
    private final PodLife life;
    private final Containers containers;
    private final Map<Key, Plan> plans = new HashMap<>();

    /** The next step of a pod as it was at one resource version. */
    private record Plan(String version, Step step) {}

    /** @param containers is told when one of them has ended */
    public Kubelet(Cluster cluster, Programs programs, Containers containers) {
        this.cluster = cluster;
        this.containers = containers;
        this.life = new PodLife(programs, new LiveSurroundings(cluster));
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.POD, pod -> Tree.text(pod, "spec", "nodeName").isEmpty() ? List.of() : List.of(Key.of(pod)));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.POD, key);
        Plan plan = plans.remove(key);
        containers.keep(key, found.orElse(Map.of()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> pod = found.get();
        Instant now = cluster.now();
        String version = Tree.text(pod, "metadata", "resourceVersion");
        if (plan != null && plan.version().equals(version) && !plan.step().at().isAfter(now)) {
            take(plan.step(), pod, now);
            return Optional.of(now); // and see what comes next
        }
        if (Meta.isBeingDeleted(pod)) {
            sayKilling(pod, plan);
            if (PodLife.hasStopped(pod)) {
                cluster.delete(Kinds.POD, pod, Deletion.NOW);
                return Optional.empty();
            }
        }
        if (plan != null && plan.version().equals(version)) {
            plans.put(key, plan);
            return Optional.of(plan.step().at());
        }
        Optional<Step> next = life.next(pod, now);
        next.ifPresent(step -> plans.put(key, new Plan(version, step)));
        return next.map(Step::at);
    }

    private void take(Step step, Map<String, Object> pod, Instant now) {
        if (step.changes()) {
            cluster.changeStatus(Kinds.POD, pod, tree -> PodLife.apply(step, tree, now));
        }
        Source source = Source.kubelet(Tree.text(pod, "spec", "nodeName"));
        for (Report report : step.reports()) {
            cluster.events().record(source, pod, report.field(), report.type(), report.reason(), report.message());
        }
    }

    /** Says once that the containers are being stopped: when the deletion is first seen, so with no plan for this version. */
    private void sayKilling(Map<String, Object> pod, @Nullable Plan plan) {
        if (plan != null && plan.version().equals(Tree.text(pod, "metadata", "resourceVersion"))) {
            return;
        }
        Source source = Source.kubelet(Tree.text(pod, "spec", "nodeName"));
        for (Map<String, Object> status : Tree.maps(pod, "status", Group.MAIN.statuses)) {
            if (ContainerStatus.isRunning(status)) {
                String name = Tree.text(status, "name");
                cluster.events()
                        .record(source, pod, Group.MAIN.field(name), "Normal", "Killing", "Stopping container " + name);
            }
        }
    }
}
