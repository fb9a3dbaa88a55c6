package dev.fresnel.engine.edit;

import dev.fresnel.engine.edit.FieldAt.Step;
import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A field manager of an object, from {@code metadata.managedFields}.
 *
 * @param manager as it calls itself
 * @param applied whether by server-side apply, and not by a plain write
 * @param subresource for example {@code status}, {@code ""} for the object itself
 * @param at when it last wrote, milliseconds since 1970; null where that is not told
 * @param fields what it has set
 */
public record FieldOwner(
        String manager,
        boolean applied,
        String subresource,
        @Nullable Long at,
        List<FieldAt> fields) {

    public FieldOwner {
        fields = List.copyOf(fields);
    }

    /** All field managers of an object. */
    public static List<FieldOwner> of(Map<String, Object> object) {
        List<FieldOwner> owners = new ArrayList<>();
        for (Object entry : Tree.list(object, "metadata", "managedFields")) {
            List<FieldAt> fields = new ArrayList<>();
            collect(Tree.map(entry, "fieldsV1"), FieldAt.ROOT, fields);
            owners.add(new FieldOwner(
                    Tree.text(entry, "manager"),
                    Tree.text(entry, "operation").equals("Apply"),
                    Tree.text(entry, "subresource"),
                    Tree.time(entry, "time"),
                    fields));
        }
        return owners;
    }

    private static void collect(Map<String, Object> fields, FieldAt here, List<FieldAt> all) {
        fields.forEach((key, below) -> {
            if (key.equals(".")) {
                all.add(here);
                return;
            }
            Step step = step(key);
            if (step == null) {
                return; // a notation to come: nothing is claimed for it
            }
            FieldAt field = here.below(step);
            Map<String, Object> inner = Tree.map(below);
            if (inner.isEmpty()) {
                all.add(field);
            } else {
                collect(inner, field, all);
            }
        });
    }

    private static @Nullable Step step(String key) {
        String rest = key.substring(Math.min(2, key.length()));
        try {
            return switch (key.substring(0, Math.min(2, key.length()))) {
                case "f:" -> new Step.Name(rest);
                case "k:" -> new Step.Key(Tree.map(JsonMapper.shared().readValue(rest, Map.class)));
                case "v:" -> new Step.Value(JsonMapper.shared().readValue(rest, Object.class));
                case "i:" -> new Step.Index(Integer.parseInt(rest));
                default -> null;
            };
        } catch (JacksonException | NumberFormatException e) {
            return null;
        }
    }

    /** Whether it has set that, or part of it. */
    boolean has(FieldAt field) {
        return fields.stream().anyMatch(own -> own.within(field) && (own.equals(field) || !isMarker(own)));
    }

    private boolean isMarker(FieldAt own) {
        return fields.stream().anyMatch(other -> !other.equals(own) && other.within(own));
    }
}
