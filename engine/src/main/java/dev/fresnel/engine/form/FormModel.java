package dev.fresnel.engine.form;

import dev.fresnel.engine.details.Base64Text;
import dev.fresnel.engine.pack.FormSpec;
import dev.fresnel.engine.pack.FormSpec.Values;
import dev.fresnel.engine.pack.Words;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.FormData;
import dev.fresnel.engine.view.FormData.As;
import dev.fresnel.engine.view.FormData.Entry;
import dev.fresnel.engine.view.FormData.Field;
import dev.fresnel.engine.view.FormData.Input;
import dev.fresnel.engine.view.FormData.Item;
import dev.fresnel.engine.view.FormData.Value;
import dev.fresnel.kube.definition.FieldSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the form of an object. For one object. */
public final class FormModel {

    private final Words words;
    private final Map<String, Object> object;

    private FormModel(Words words, Map<String, Object> object) {
        this.words = words;
        this.object = object;
    }

    /**
     * The form as it is filled in now.
     *
     * @param title of the kind
     * @param schema of the kind; null where it is not known (yet), and all fields are texts
     */
    public static FormData of(
            FormSpec spec, String title, Words words, @Nullable FieldSchema schema, Map<String, Object> object) {
        FormModel model = new FormModel(words, object);
        return new FormData(
                title,
                spec.groups().stream()
                        .map(group -> new FormData.Group(
                                words.of(group.title()), model.fields(group.fields(), schema, List.of())))
                        .toList());
    }

    private List<Field> fields(List<FormSpec.Field> specs, @Nullable FieldSchema in, List<String> within) {
        return specs.stream().map(spec -> field(spec, in, within)).toList();
    }

    private Field field(FormSpec.Field spec, @Nullable FieldSchema in, List<String> within) {
        FieldSchema schema = in == null ? null : in.at(spec.path()).orElse(null);
        List<String> path = joined(within, spec.path());
        String own = spec.about();
        String about = own != null ? words.of(own) : schema == null ? "" : firstSentence(schema.description());
        return new Field(path, words.of(spec.title()), about, required(spec, in), input(spec, schema, path));
    }

    private static boolean required(FormSpec.Field spec, @Nullable FieldSchema in) {
        List<String> names = spec.path();
        return in != null
                && in.at(names.subList(0, names.size() - 1))
                        .map(FormModel::element)
                        .filter(holder -> holder.required().contains(names.getLast()))
                        .isPresent();
    }

    /** What stands in a list. */
    private static FieldSchema element(FieldSchema schema) {
        return schema.type().equals("array") ? schema.items().orElse(schema) : schema;
    }

    private Input input(FormSpec.Field spec, @Nullable FieldSchema schema, List<String> path) {
        Object value = valueAt(path);
        Values values = spec.values();
        if (values != null) {
            return values(values, path);
        }
        if (!spec.fields().isEmpty()) {
            return items(spec, schema, path);
        }
        String standard = schema == null ? "" : schema.standard();
        List<String> options = !spec.options().isEmpty() || schema == null ? spec.options() : schema.values();
        if (!options.isEmpty()) {
            return new Input.Choice(Tree.scalar(value), standard, options);
        }
        return switch (schema == null ? "" : schema.type()) {
            case "boolean" -> new Input.Flag(Boolean.TRUE.equals(value));
            case "integer", "number" -> new Input.Text(Tree.scalar(value), standard, true);
            case "array" ->
                new Input.Lines(
                        value instanceof List<?> list
                                ? list.stream().map(Tree::scalar).toList()
                                : List.of());
            case "object" -> entries(value, path);
            default ->
                value instanceof Map ? entries(value, path) : new Input.Text(Tree.scalar(value), standard, false);
        };
    }

    private @Nullable Object valueAt(List<String> path) {
        Object here = object;
        for (String step : path) {
            here = switch (here) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> Integer.parseInt(step) < list.size() ? list.get(Integer.parseInt(step)) : null;
                case null, default -> null;
            };
        }
        return here;
    }

    private static Input entries(@Nullable Object value, List<String> path) {
        return new Input.Entries(Tree.map(value).entrySet().stream()
                .map(entry ->
                        new Entry(joined(path, List.of(entry.getKey())), entry.getKey(), Tree.scalar(entry.getValue())))
                .toList());
    }

    private Input items(FormSpec.Field spec, @Nullable FieldSchema schema, List<String> path) {
        FieldSchema element = schema == null ? null : element(schema);
        List<Item> items = new ArrayList<>();
        int count = valueAt(path) instanceof List<?> list ? list.size() : 0;
        for (int i = 0; i < count; i++) {
            List<String> here = joined(path, List.of(String.valueOf(i)));
            List<String> lead = joined(here, spec.fields().getFirst().path());
            items.add(new Item(here, Tree.scalar(valueAt(lead)), fields(spec.fields(), element, here)));
        }
        return new Input.Items(items);
    }

    private Input values(Values how, List<String> path) {
        Map<String, Value> values = new LinkedHashMap<>();
        switch (how) {
            case Values.Plain(List<String> binary) -> {
                Tree.map(valueAt(path)).forEach((key, value) -> values.put(key, value(path, key, value, As.TEXT)));
                Tree.map(valueAt(binary))
                        .forEach((key, value) -> values.put(key, value(binary, key, value, As.BINARY)));
            }
            case Values.Hidden _ ->
                Tree.map(valueAt(path)).forEach((key, value) -> {
                    Optional<String> text = value == null ? Optional.empty() : Base64Text.of(Tree.scalar(value));
                    values.put(
                            key,
                            value == null
                                    ? value(path, key, "", As.HIDDEN)
                                    : text.map(shown -> value(path, key, shown, As.TEXT))
                                            .orElseGet(() -> value(path, key, value, As.BINARY)));
                });
        }
        return new Input.Values(List.copyOf(values.values()));
    }

    private static Value value(List<String> path, String key, @Nullable Object value, As as) {
        return new Value(joined(path, List.of(key)), key, Tree.scalar(value), as);
    }

    private static List<String> joined(List<String> first, List<String> then) {
        List<String> joined = new ArrayList<>(first);
        joined.addAll(then);
        return joined;
    }

    /** Descriptions may be pages long; what they are about comes first. */
    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        String first = end < 0 ? text : text.substring(0, end + 1);
        return first.length() <= 240 ? first : first.substring(0, 239) + "…";
    }
}
