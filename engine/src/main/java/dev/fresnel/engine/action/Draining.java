package dev.fresnel.engine.action;

import dev.fresnel.engine.action.Budgets.Budget;
import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TasksData.Progress;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The drain of some nodes, of which it is known which pods leave. Immutable. */
final class Draining implements Plan.Maker, Plan.Course {

    private final Clusters clusters;
    private final DrainOptions options;
    /** By node. */
    private final Map<ObjectRef, List<NodePods.Found>> leaving;

    private final Map<ObjectRef, NodePods.Found> pods = new LinkedHashMap<>();
    /** By cluster, as the drain was planned. */
    private final Map<String, Budgets> budgets;
    /** How many of the pods that leave are under each. */
    private final Map<Budget, Integer> covered = new HashMap<>();

    Draining(
            Clusters clusters,
            DrainOptions options,
            Map<ObjectRef, List<NodePods.Found>> leaving,
            Map<String, Budgets> budgets) {
        this.clusters = clusters;
        this.options = options;
        this.leaving = new LinkedHashMap<>(leaving);
        this.budgets = Map.copyOf(budgets);
        leaving.values()
                .forEach(each -> each.forEach(pod -> {
                    pods.put(pod.ref(), pod);
                    covering(pod).forEach(budget -> covered.merge(budget, 1, Integer::sum));
                }));
    }

    private List<Budget> covering(NodePods.Found pod) {
        return budgets.getOrDefault(pod.ref().cluster(), Budgets.NONE).all().stream()
                .filter(budget -> budget.covers(pod))
                .toList();
    }

    /** Nodes, each with its pods after it. */
    List<ObjectRef> objects() {
        List<ObjectRef> objects = new ArrayList<>();
        leaving.forEach((node, its) -> {
            objects.add(node);
            its.forEach(pod -> objects.add(pod.ref()));
        });
        return objects;
    }

    @Override
    public Write make(Connection connection, ObjectRef ref, Kind kind, Map<String, Object> tree) {
        NodePods.Found pod = pods.get(ref);
        return pod == null
                ? new Write.Patch(
                        kind,
                        null,
                        ref.name(),
                        "",
                        JsonMapper.shared().valueToTree(Map.of("spec", Map.of("unschedulable", true))))
                : Eviction.of(kind, ref.namespace(), ref.name(), pod.uid(), options.grace());
    }

    @Override
    public Outlook outlook(ObjectRef ref, Outlook said, @Nullable ApiServerException refusal) {
        NodePods.Found pod = pods.get(ref);
        if (pod == null) {
            return said;
        }
        if (refusal != null && Eviction.isForNow(refusal)) {
            return new Outlook.Leaves(
                    List.of(),
                    budgets.getOrDefault(ref.cluster(), Budgets.NONE)
                            .holding(pod)
                            .map(Budget::words)
                            .orElseGet(() -> Eviction.words(refusal)));
        }
        return said instanceof Outlook.Leaves leaves ? new Outlook.Leaves(leaves.warnings(), note(pod)) : said;
    }

    /** That a budget does not let all of its pods go at once, else what is lost with this one. */
    private @Nullable Phrase note(NodePods.Found pod) {
        for (Budget budget : covering(pod)) {
            int all = covered.getOrDefault(budget, 0);
            if (budget.allowed() < all) {
                return Phrase.of(
                        "drain.few",
                        "budget",
                        budget.ref().namespace() + "/" + budget.ref().name(),
                        "allowed",
                        String.valueOf(budget.allowed()),
                        "all",
                        String.valueOf(all));
            }
        }
        return pod.fate() instanceof PodFate.Leaves(Phrase note) ? note : null;
    }

    @Override
    public boolean includes(ObjectRef ref) {
        return leaving.containsKey(ref);
    }

    @Override
    public void run(Steps steps) throws InterruptedException {
        List<ObjectRef> nodes =
                steps.refs().stream().filter(leaving::containsKey).toList();
        steps.together(nodes, steps::change);
        for (ObjectRef node : nodes) {
            List<ObjectRef> its = Objects.requireNonNull(leaving.get(node)).stream()
                    .map(NodePods.Found::ref)
                    .filter(steps.refs()::contains)
                    .toList();
            if (steps.progress(node) instanceof Progress.Done cordoned) {
                steps.together(List.of(node), each -> drain(steps, each, its, cordoned.status()));
            } else {
                its.forEach(pod -> steps.become(pod, new Progress.Stopped(null)));
            }
        }
    }

    private void drain(Steps steps, ObjectRef node, List<ObjectRef> its, Cell.@Nullable Status cordoned)
            throws IOException, InterruptedException {
        Cluster cluster = clusters.find(node.cluster());
        Connection connection = cluster == null ? null : cluster.connection();
        if (connection == null) {
            its.forEach(pod -> steps.become(pod, new Progress.Stopped(null)));
            throw new RefusedException(Phrase.of("drain.away", "cluster", node.cluster()));
        }
        long until = options.until(steps.now());
        steps.become(node, progress(steps, its, cordoned));
        steps.together(its, pod -> {
            Leaving.of(steps, connection, Objects.requireNonNull(pods.get(pod)), options, until);
            steps.become(node, progress(steps, its, cordoned));
        });
        steps.become(node, end(steps, connection, node, its, cordoned));
    }

    private static Progress progress(Steps steps, List<ObjectRef> its, Cell.@Nullable Status cordoned) {
        return new Progress.Settling(
                cordoned,
                Phrase.of(
                        "drain.pods",
                        "gone",
                        String.valueOf(its.size() - stillThere(steps, its)),
                        "all",
                        String.valueOf(its.size())));
    }

    private static long stillThere(Steps steps, List<ObjectRef> its) {
        return its.stream()
                .filter(pod -> !(steps.progress(pod) instanceof Progress.Done))
                .count();
    }

    private Progress end(
            Steps steps, Connection connection, ObjectRef node, List<ObjectRef> its, Cell.@Nullable Status cordoned)
            throws IOException, InterruptedException {
        NodePods now = NodePods.read(connection, node, options, steps.now());
        long left = now.leaving().size() + now.inTheWay();
        if (left == 0) {
            return new Progress.Done(cordoned);
        }
        if (steps.stopped()) {
            return new Progress.Stopped(Phrase.of("drain.left", "pods", String.valueOf(left)));
        }
        // What came after the pods were shown was not shown, so it is still there.
        String how = stillThere(steps, its) == 0 ? "drain.more" : "drain.left";
        return new Progress.Failed(Phrase.of(how, "pods", String.valueOf(left)), null);
    }
}
