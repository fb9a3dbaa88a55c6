package dev.fresnel.engine.edit;

import dev.fresnel.engine.edit.FieldAt.Step;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.kube.definition.FieldSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person has changed in an object.
 *
 * @param field where
 * @param value what it is to be; null where it is to go
 */
record FieldEdit(FieldAt field, @Nullable Object value) {

    /**
     * What differs between two states of an object, in the pieces that the API server tells apart.
     *
     * @param schema of the object; without it lists are taken as one value
     */
    static List<FieldEdit> between(
            @Nullable FieldSchema schema, Map<String, Object> before, Map<String, Object> after) {
        List<FieldEdit> edits = new ArrayList<>();
        maps(schema, before, after, FieldAt.ROOT, edits);
        return edits;
    }

    private static void maps(
            @Nullable FieldSchema schema,
            Map<String, Object> before,
            Map<String, Object> after,
            FieldAt here,
            List<FieldEdit> edits) {
        after.forEach((name, value) -> {
            FieldAt field = here.below(name);
            Object earlier = before.get(name);
            if (value == null) {
                // A value of a Secret that is not shown reads as nothing, and stays as it is.
                if (earlier != null) {
                    edits.add(new FieldEdit(field, null));
                }
            } else {
                values(step(schema, name), earlier, value, field, edits);
            }
        });
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> edits.add(new FieldEdit(here.below(name), null)));
    }

    private static void values(
            @Nullable FieldSchema schema, @Nullable Object before, Object after, FieldAt here, List<FieldEdit> edits) {
        if (FieldAt.same(before, after)) {
            return;
        }
        boolean whole = schema != null && schema.isAtomic();
        if (!whole && before instanceof Map<?, ?> one && after instanceof Map<?, ?> other && !other.isEmpty()) {
            maps(schema, Tree.map(one), Tree.map(other), here, edits);
        } else if (schema == null
                || !(before instanceof List<?> one)
                || !(after instanceof List<?> other)
                || other.isEmpty()
                || !lists(schema, one, other, here, edits)) {
            edits.add(new FieldEdit(here, after));
        }
    }

    /** False where the list is one value. */
    private static boolean lists(
            FieldSchema schema, List<?> before, List<?> after, FieldAt here, List<FieldEdit> edits) {
        Map<Step, Object> earlier = elements(schema, before);
        Map<Step, Object> later = elements(schema, after);
        if (earlier == null || later == null) {
            return false;
        }
        FieldSchema items = schema.items().orElse(null);
        for (Object element : after) {
            Step step = step(schema, element);
            if (step != null) {
                values(items, earlier.get(step), element, here.below(step), edits);
            }
        }
        earlier.keySet().stream()
                .filter(step -> !later.containsKey(step))
                .forEach(step -> edits.add(new FieldEdit(here.below(step), null)));
        return true;
    }

    /** The elements by what tells them apart; null where nothing does. */
    private static @Nullable Map<Step, Object> elements(FieldSchema schema, List<?> list) {
        Map<Step, Object> elements = new HashMap<>();
        for (Object element : list) {
            Step step = step(schema, element);
            if (step == null || elements.put(step, element) != null) {
                return null;
            }
        }
        return elements;
    }

    private static @Nullable Step step(FieldSchema list, @Nullable Object element) {
        if (list.isSet()) {
            return element == null || element instanceof Map || element instanceof List
                    ? null
                    : new Step.Value(element);
        }
        Map<String, Object> key = new HashMap<>();
        for (String name : list.keys()) {
            Object value = element instanceof Map<?, ?> map ? map.get(name) : null;
            if (value == null) {
                value = list.items()
                        .flatMap(items -> Optional.ofNullable(items.properties().get(name)))
                        .map(FieldSchema::standard)
                        .filter(standard -> !standard.isEmpty())
                        .orElse(null);
            }
            if (value == null) {
                return null;
            }
            key.put(name, value instanceof Integer number ? (Object) number.longValue() : value);
        }
        return key.isEmpty() ? null : new Step.Key(key);
    }

    private static @Nullable FieldSchema step(@Nullable FieldSchema schema, String name) {
        return schema == null ? null : schema.at(List.of(name)).orElse(null);
    }
}
