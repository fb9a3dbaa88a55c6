package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.caller.Question;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nodes are cordoned, then one after the other their pods are evicted, as by {@code kubectl drain}. What kubectl fails at once the
 * node is cordoned, a pod in the way, is said before anything is done; and only the pods that were shown are evicted.
 */
final class Drain implements Procedure {

    /** More than that is no work for one confirmation. */
    private static final int MAX_NODES = 50;

    @Override
    public List<Question> questions(Kind kind, @Nullable String namespace, String name) {
        return List.of(
                Question.of("patch", kind, namespace).object(name), new Question("list", "", "pods", "", null, null));
    }

    @Override
    public Prepared prepare(Errand errand) throws IOException, InterruptedException {
        if (errand.objects().size() > MAX_NODES) {
            throw new RefusedException(Phrase.of("drain.tooMany", "most", String.valueOf(MAX_NODES)));
        }
        DrainOptions options = DrainOptions.of(errand);
        List<Item> items = new ArrayList<>();
        Map<ObjectRef, List<NodePods.Found>> leaving = new LinkedHashMap<>();
        Map<String, Budgets> budgets = new LinkedHashMap<>();
        for (ObjectRef node : errand.objects()) {
            Connection connection = errand.connection(node);
            NodePods pods = NodePods.read(connection, node, options, errand.at());
            Budgets known = budgets.get(node.cluster());
            Budgets held = known == null ? Budgets.read(connection, node.cluster(), null) : known;
            budgets.put(node.cluster(), held);
            boolean drains = pods.inTheWay() == 0;
            if (drains) {
                leaving.put(node, pods.leaving());
            }
            items.add(new Item(
                    node,
                    drains
                            ? new Outlook.Checking()
                            : new Outlook.Refused(
                                    Phrase.of("drain.inTheWay", "pods", String.valueOf(pods.inTheWay())), null)));
            pods.all().stream()
                    .sorted(Comparator.comparing(pod -> isFree(pod, held)))
                    .forEach(pod -> items.add(new Item(pod.ref(), outlook(pod, drains))));
        }
        if (leaving.isEmpty()) {
            return new Prepared(null, items, Map.of());
        }
        Draining draining = new Draining(errand.clusters(), options, leaving, budgets);
        return new Prepared(
                new Plan(errand.title(), errand.icon(), draining.objects(), draining, draining), items, Map.of());
    }

    /** Others are told first: they are in the way, or a budget holds them. */
    private static boolean isFree(NodePods.Found pod, Budgets budgets) {
        return !(pod.fate() instanceof PodFate.InTheWay)
                && !(pod.fate() instanceof PodFate.Leaves
                        && budgets.holding(pod).isPresent());
    }

    private static Outlook outlook(NodePods.Found pod, boolean drains) {
        return switch (pod.fate()) {
            case PodFate.InTheWay(Phrase why) -> new Outlook.Refused(why, null);
            case PodFate.Stays(Phrase why) -> new Outlook.Stays(why);
            case PodFate.Leaves _ -> drains ? new Outlook.Checking() : new Outlook.Stays(Phrase.of("drain.nodeStays"));
        };
    }
}
