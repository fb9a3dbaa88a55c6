package dev.fresnel.simulator.selector;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A conjunction of comparisons of fields: {@code spec.nodeName=node-1,status.phase!=Failed}. Which fields may be named
 * depends on the type, as in a real API server.
 */
public final class FieldSelector implements Predicate<Map<String, Object>> {

    private static final Map<String, Set<String>> FIELDS = Map.of(
            "pods",
            Set.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.nominatedNodeName"),
            "events",
            Set.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"),
            "namespaces",
            Set.of("status.phase"),
            "nodes",
            Set.of("spec.unschedulable"),
            "secrets",
            Set.of("type"),
            "services",
            Set.of("spec.clusterIP", "spec.type"),
            "replicationcontrollers",
            Set.of("status.replicas"),
            "replicasets.apps",
            Set.of("status.replicas"),
            "jobs.batch",
            Set.of("status.successful"),
            "certificatesigningrequests.certificates.k8s.io",
            Set.of("spec.signerName"));

    private record Comparison(String[] path, boolean equal, String value) {}

    private final List<Comparison> comparisons;

    private FieldSelector(List<Comparison> comparisons) {
        this.comparisons = List.copyOf(comparisons);
    }

    /**
     * Reads a selector; an empty one takes everything.
     *
     * @param selectable fields that a CustomResourceDefinition allows besides name and namespace
     * @throws StatusException 400 BadRequest for one that cannot be read, or a field that the type does not offer
     */
    public static FieldSelector parse(String text, ResourceType type, Set<String> selectable) {
        List<Comparison> comparisons = new ArrayList<>();
        for (String term : text.split("(?<!\\\\),", -1)) {
            if (!term.isBlank()) {
                comparisons.add(comparison(term, type, selectable));
            }
        }
        return new FieldSelector(comparisons);
    }

    private static Comparison comparison(String term, ResourceType type, Set<String> selectable) {
        int sign = term.indexOf('=');
        if (sign < 1) {
            throw StatusException.badRequest("invalid selector: '" + term + "'; can't understand '" + term + "'");
        }
        boolean equal = term.charAt(sign - 1) != '!';
        String field = term.substring(0, equal ? sign : sign - 1).strip();
        int start = term.startsWith("==", sign) ? sign + 2 : sign + 1;
        String value = term.substring(start).replaceAll("\\\\([,=\\\\])", "$1");
        boolean offered = field.equals("metadata.name")
                || (field.equals("metadata.namespace") && type.namespaced())
                || FIELDS.getOrDefault(type.resource(), Set.of()).contains(field)
                || selectable.contains(field);
        if (!offered) {
            throw StatusException.badRequest(
                    FIELDS.containsKey(type.resource()) || type.isCustom()
                            ? "field label not supported: " + field
                            : "\"" + field + "\" is not a known field selector: only \"metadata.name\","
                                    + " \"metadata.namespace\"");
        }
        String[] path = type.kind().equals("Event") && field.equals("source")
                ? new String[] {"source", "component"}
                : field.split("\\.", -1);
        return new Comparison(path, equal, value);
    }

    public boolean isEverything() {
        return comparisons.isEmpty();
    }

    @Override
    public boolean test(Map<String, Object> object) {
        for (Comparison comparison : comparisons) {
            if (value(object, comparison.path()).equals(comparison.value()) != comparison.equal()) {
                return false;
            }
        }
        return true;
    }

    private static String value(Map<String, Object> object, String[] path) {
        String value = Tree.text(object, path);
        if (!value.isEmpty()) {
            return value;
        }
        // what Go prints for a field that is not set
        return switch (path[path.length - 1]) {
            case "unschedulable", "hostNetwork" -> "false";
            case "replicas", "successful" -> "0";
            default -> "";
        };
    }
}
