package dev.fresnel.simulator.http;

import dev.fresnel.simulator.selector.LabelRules;
import dev.fresnel.simulator.storage.StatusException.Cause;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the metadata of every object must fulfil: labels, annotations and finalizers. */
final class MetaRules {

    private static final Set<String> STANDARD_FINALIZERS = Set.of("foregroundDeletion", "orphan", "kubernetes");

    private MetaRules() {}

    static void check(Map<String, Object> object, List<Cause> causes) {
        Tree.map(object, "metadata", "labels").forEach((key, value) -> {
            LabelRules.keyProblem(key).ifPresent(why -> causes.add(invalid("metadata.labels", key, why)));
            LabelRules.valueProblem(value.toString())
                    .ifPresent(why -> causes.add(invalid("metadata.labels", value.toString(), why)));
        });
        Tree.map(object, "metadata", "annotations")
                .keySet()
                .forEach(key -> LabelRules.keyProblem(key)
                        .ifPresent(why -> causes.add(invalid("metadata.annotations", key, why))));
        List<String> finalizers = Tree.texts(object, "metadata", "finalizers");
        for (int i = 0; i < finalizers.size(); i++) {
            String finalizer = finalizers.get(i);
            if (!finalizer.contains("/") && !STANDARD_FINALIZERS.contains(finalizer)) {
                causes.add(invalid(
                        "metadata.finalizers[" + i + "]",
                        finalizer,
                        "name is neither a standard finalizer name nor is it fully qualified"));
            }
        }
    }

    static void checkChange(Map<String, Object> before, Map<String, Object> after, List<Cause> causes) {
        if (Tree.at(before, "metadata", "deletionTimestamp") == null) {
            return;
        }
        List<String> added = new ArrayList<>(Tree.texts(after, "metadata", "finalizers"));
        added.removeAll(Tree.texts(before, "metadata", "finalizers"));
        if (!added.isEmpty()) {
            causes.add(new Cause(
                    "FieldValueForbidden",
                    "metadata.finalizers",
                    "Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers"
                            + " []string{\"" + String.join("\", \"", added) + "\"}"));
        }
    }

    private static Cause invalid(String field, String value, String why) {
        return new Cause("FieldValueInvalid", field, "Invalid value: \"" + value + "\": " + why);
    }
}
