package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.kubernetes.PodResources;
import dev.fresnel.engine.tree.Quantities;
import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether nodes can take a pod, worked out as the scheduler's filters do: NodeUnschedulable, NodeName, NodeAffinity,
 * TaintToleration, NodePorts and NodeResourcesFit of k8s.io/kubernetes/pkg/scheduler/framework/plugins. Its filters that look
 * at volumes and at other pods' labels are not here.
 */
record NodeFit(NodeFit.Asks asks, Map<String, Object> selector, List<Object> terms, List<Object> tolerations) {

    /**
     * What of a node decides.
     *
     * @param allocatable in base units, by resource
     * @param taints those that keep pods away
     */
    record Room(boolean cordoned, Map<String, Double> allocatable, List<Map<String, Object>> taints) {

        static Room of(Subject node) {
            Map<String, Double> allocatable = new HashMap<>();
            node.map("status", "allocatable").forEach((resource, amount) -> {
                Double value = Quantities.parse(Tree.scalar(amount));
                if (value != null) {
                    allocatable.put(resource, value);
                }
            });
            List<Map<String, Object>> taints = node.list("spec", "taints").stream()
                    .map(Tree::map)
                    .filter(taint -> !"PreferNoSchedule".equals(taint.get("effect")))
                    .toList();
            return new Room(Tree.yes(node.object(), "spec", "unschedulable"), allocatable, taints);
        }
    }

    /**
     * What a pod takes of its node.
     *
     * @param node {@code ""} while it has none
     * @param ports of the host, as {@code TCP/80}
     */
    record Asks(String node, Map<String, Double> resources, Set<String> ports) {

        static Asks of(Subject pod) {
            Set<String> ports = new HashSet<>();
            for (Object container : pod.list("spec", "containers")) {
                for (Object port : Tree.list(container, "ports")) {
                    String host = Tree.text(port, "hostPort");
                    if (!host.isEmpty() && !host.equals("0")) {
                        String protocol = Tree.text(port, "protocol");
                        ports.add((protocol.isEmpty() ? "TCP" : protocol) + "/" + host);
                    }
                }
            }
            String node = PodResources.hasEnded(pod.object()) ? "" : pod.text("spec", "nodeName");
            return new Asks(node, PodResources.of(pod.object()).requests(), ports);
        }
    }

    /** What is taken of a node by the pods on it. */
    static final class Taken {
        private final Map<String, Double> resources = new HashMap<>();
        private final Set<String> ports = new HashSet<>();
        private int pods;

        void add(Asks asks) {
            asks.resources().forEach((resource, amount) -> resources.merge(resource, amount, Double::sum));
            ports.addAll(asks.ports());
            pods++;
        }
    }

    /** Why a node cannot take a pod. {@code said} tells it of so many nodes, in its place {@code nodes}. */
    record Obstacle(String id, Sentence said, Sentence advice) {}

    static NodeFit of(Subject pod) {
        return new NodeFit(
                Asks.of(pod),
                pod.map("spec", "nodeSelector"),
                pod.list(
                        "spec",
                        "affinity",
                        "nodeAffinity",
                        "requiredDuringSchedulingIgnoredDuringExecution",
                        "nodeSelectorTerms"),
                pod.list("spec", "tolerations"));
    }

    /** Everything that keeps the pod from a node; nothing where it fits. */
    List<Obstacle> obstacles(String node, Map<String, String> labels, Room room, Taken taken) {
        List<Obstacle> found = new ArrayList<>();
        selector(labels, found);
        if (!terms.isEmpty() && terms.stream().noneMatch(term -> matches(term, node, labels))) {
            found.add(new Obstacle(
                    "affinity",
                    Sentence.of("{nodes} outside its node affinity"),
                    Sentence.of("Give a node the labels that its node affinity asks for, or ask for what there is.")));
        }
        if (room.cordoned() && !tolerates(Map.of("key", "node.kubernetes.io/unschedulable", "effect", "NoSchedule"))) {
            found.add(new Obstacle(
                    "cordoned",
                    Sentence.of("{nodes} closed to new pods"),
                    Sentence.of("Uncordon a node, or add one.")));
        }
        room.taints().stream()
                .filter(taint ->
                        !tolerates(taint) && !Tree.text(taint, "key").equals("node.kubernetes.io/unschedulable"))
                .findFirst()
                .ifPresent(taint -> found.add(tainted(taint)));
        ports(taken, found);
        resources(room, taken, found);
        return found;
    }

    private void selector(Map<String, String> labels, List<Obstacle> found) {
        new TreeMap<>(selector).forEach((key, value) -> {
            String wanted = Tree.scalar(value);
            if (!wanted.equals(labels.get(key))) {
                String label = wanted.isEmpty() ? key : key + "=" + wanted;
                found.add(new Obstacle(
                        "label " + label,
                        Sentence.of("{nodes} without label `{label}`", "label", label),
                        Sentence.of(
                                "Give a node the label `{label}`, add a node that has it, or take it out of the pod's nodeSelector.",
                                "label",
                                label)));
            }
        });
    }

    private static Obstacle tainted(Map<String, Object> taint) {
        String value = Tree.text(taint, "value");
        String text = Tree.text(taint, "key") + (value.isEmpty() ? "" : "=" + value) + ":" + Tree.text(taint, "effect");
        return new Obstacle(
                "taint " + text,
                Sentence.of("{nodes} with taint `{taint}`, which it does not tolerate", "taint", text),
                Sentence.of("Let the pod tolerate `{taint}`, or take the taint off a node.", "taint", text));
    }

    private void ports(Taken taken, List<Obstacle> found) {
        asks.ports().stream().sorted().filter(taken.ports::contains).findFirst().ifPresent(port -> {
            found.add(new Obstacle(
                    "port " + port,
                    Sentence.of("{nodes} where host port `{port}` is taken", "port", port),
                    Sentence.of("Take another host port, or a Service instead of one.")));
        });
    }

    private void resources(Room room, Taken taken, List<Obstacle> found) {
        Double most = room.allocatable().get("pods");
        if (most != null && taken.pods + 1 > most) {
            found.add(new Obstacle(
                    "pods",
                    Sentence.of("{nodes} with as many pods as they may have"),
                    Sentence.of("Add a node, or let nodes have more pods (maxPods of the kubelet).")));
        }
        new TreeMap<>(asks.resources()).forEach((resource, wanted) -> {
            double free = room.allocatable().getOrDefault(resource, 0.0) - taken.resources.getOrDefault(resource, 0.0);
            if (wanted > 0 && wanted > free + 1e-9) {
                found.add(new Obstacle(
                        "resource " + resource,
                        Sentence.of(
                                "{nodes} with too little {resource} left (it asks for {wanted})",
                                "resource",
                                resource,
                                "wanted",
                                amount(resource, wanted)),
                        Sentence.of("Ask for less {resource}, make room, or add a node.", "resource", resource)));
            }
        });
    }

    static String amount(String resource, double value) {
        return resource.contains("memory") || resource.contains("storage") || resource.startsWith("hugepages-")
                ? Quantities.bytes(value)
                : Quantities.readable(value < 1 ? Math.round(value * 1000) + "m" : Quantities.rounded(value));
    }

    private boolean tolerates(Map<String, Object> taint) {
        return tolerations.stream().anyMatch(toleration -> {
            String effect = Tree.text(toleration, "effect");
            String key = Tree.text(toleration, "key");
            boolean exists = Tree.text(toleration, "operator").equals("Exists");
            return (effect.isEmpty() || effect.equals(Tree.text(taint, "effect")))
                    && (key.isEmpty() ? exists : key.equals(Tree.text(taint, "key")))
                    && (exists || Tree.text(toleration, "value").equals(Tree.text(taint, "value")));
        });
    }

    private static boolean matches(Object term, String node, Map<String, String> labels) {
        List<Object> expressions = Tree.list(term, "matchExpressions");
        List<Object> fields = Tree.list(term, "matchFields");
        // A term without anything matches nothing.
        return !(expressions.isEmpty() && fields.isEmpty())
                && expressions.stream().allMatch(each -> holds(each, labels.get(Tree.text(each, "key"))))
                && fields.stream().allMatch(each -> holds(each, node));
    }

    private static boolean holds(Object requirement, @Nullable String value) {
        List<String> values =
                Tree.list(requirement, "values").stream().map(Tree::scalar).toList();
        return switch (Tree.text(requirement, "operator")) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> compares(value, values, 1);
            case "Lt" -> compares(value, values, -1);
            default -> false;
        };
    }

    private static boolean compares(@Nullable String value, List<String> values, int sign) {
        try {
            return value != null
                    && values.size() == 1
                    && Integer.signum(Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst()))) == sign;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /** The fields of the pod that decide, as far as it has them. */
    Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        if (!selector.isEmpty()) {
            fields.put("spec.nodeSelector", Tree.brief(selector));
        }
        if (!terms.isEmpty()) {
            fields.put("spec.affinity.nodeAffinity", Tree.brief(terms));
        }
        asks.resources().forEach((resource, amount) -> fields.put("requests." + resource, amount(resource, amount)));
        return fields;
    }
}
