package dev.fresnel.engine.form;

import dev.fresnel.engine.details.Base64Text;
import dev.fresnel.engine.edit.TextChange;
import dev.fresnel.engine.pack.FormSpec;
import dev.fresnel.engine.pack.FormSpec.Values;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.definition.FieldSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills in one field of a text's object. For one text. */
public final class Filling {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern FRACTION = Pattern.compile("-?\\d{1,15}\\.\\d{1,15}");

    private final FormSpec spec;
    private final @Nullable FieldSchema schema;
    private final int document;
    private String text;

    private Filling(FormSpec spec, @Nullable FieldSchema schema, String text, int document) {
        this.spec = spec;
        this.schema = schema;
        this.text = text;
        this.document = document;
    }

    /**
     * The text with the field filled in.
     *
     * @param schema of the object's kind, null where it is not known
     * @throws IllegalArgumentException where the form has no such field
     */
    public static String of(
            FormSpec spec,
            @Nullable FieldSchema schema,
            String text,
            int document,
            List<String> path,
            ViewRequest.Filling how) {
        Filling filling = new Filling(spec, schema, text, document);
        Place place = filling.place(path);
        if (place == null) {
            throw new IllegalArgumentException("the form has no field " + String.join(".", path));
        }
        filling.fill(place, path, how);
        return filling.text;
    }

    /**
     * Where a path leads.
     *
     * @param field whose it is
     * @param key of a mapping, below the field; null for the field itself
     */
    private record Place(FormSpec.Field field, @Nullable String key) {}

    private @Nullable Place place(List<String> path) {
        for (FormSpec.Group group : spec.groups()) {
            Place place = place(group.fields(), path);
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    private static @Nullable Place place(List<FormSpec.Field> fields, List<String> path) {
        for (FormSpec.Field field : fields) {
            Place place = place(field, field.path(), path);
            if (place == null && field.values() instanceof Values.Plain(List<String> binary)) {
                place = place(field, binary, path);
            }
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    private static @Nullable Place place(FormSpec.Field field, List<String> at, List<String> path) {
        if (path.equals(at)) {
            return new Place(field, null);
        }
        if (path.size() <= at.size() || !path.subList(0, at.size()).equals(at)) {
            return null;
        }
        List<String> below = path.subList(at.size(), path.size());
        if (field.fields().isEmpty()) {
            return below.size() == 1 ? new Place(field, below.getFirst()) : null;
        }
        return below.size() == 1
                ? new Place(field, below.getFirst())
                : place(field.fields(), below.subList(1, below.size()));
    }

    private void fill(Place place, List<String> path, ViewRequest.Filling how) {
        switch (how) {
            case ViewRequest.Filling.Put(String value) -> put(place, path, value);
            case ViewRequest.Filling.PutLines(List<String> values) -> {
                if (values.isEmpty()) {
                    remove(path);
                } else {
                    set(path, values.stream().map(value -> (Object) value).toList());
                }
            }
            case ViewRequest.Filling.PutFile(String base64) -> putFile(place, path, base64);
            case ViewRequest.Filling.Add _ -> add(place.field(), path);
            case ViewRequest.Filling.Drop _ -> remove(path);
            case ViewRequest.Filling.Name(String key) -> {
                if (!key.isEmpty()) {
                    change().ifPresent(change -> text = change.rename(path, key));
                }
            }
        }
    }

    private Optional<TextChange> change() {
        return TextChange.of(text, document);
    }

    private Map<String, Object> object() {
        return change().map(change -> change.manifest().tree()).orElse(Map.of());
    }

    private void set(List<String> path, @Nullable Object value) {
        change().ifPresent(change -> text = change.set(path, value));
    }

    private void remove(List<String> path) {
        change().ifPresent(change -> text = change.remove(path));
    }

    private void put(Place place, List<String> path, String value) {
        Values values = place.field().values();
        if (place.key() != null) {
            // Of a mapping, nothing is a value as well.
            set(path, values instanceof Values.Hidden ? base64(value.getBytes(StandardCharsets.UTF_8)) : value);
            return;
        }
        Object before = at(path);
        Object now = typed(path, value);
        if (value.isEmpty() && !isNeeded(path)) {
            remove(path);
        } else {
            set(path, now);
        }
        for (List<String> follower : place.field().along()) {
            Object there = at(follower);
            if (there == null || there.equals(before)) {
                set(follower, now);
            }
        }
    }

    /** A name that is being typed stays where it is, even while there is nothing of it. */
    private boolean isNeeded(List<String> path) {
        FieldSchema holder = schemaAt(path.subList(0, path.size() - 1));
        return path.equals(List.of("metadata", "name"))
                || (holder != null && holder.required().contains(path.getLast()));
    }

    private void putFile(Place place, List<String> path, String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        switch (place.field().values()) {
            case Values.Plain(List<String> binary) -> {
                String key = path.getLast();
                List<String> texts = joined(place.field().path(), key);
                Optional<String> shown = Base64Text.ofBytes(bytes);
                remove(shown.isPresent() ? joined(binary, key) : texts);
                if (shown.isPresent()) {
                    set(texts, shown.get());
                } else {
                    set(joined(binary, key), base64);
                }
            }
            case Values.Hidden _ -> set(path, base64);
            case null -> throw new IllegalArgumentException(String.join(".", path) + " takes no file");
        }
    }

    private void add(FormSpec.Field field, List<String> path) {
        Object there = at(path);
        if (field.fields().isEmpty()) {
            set(joined(path, unused("key", Tree.map(there))), "");
            return;
        }
        Map<String, Object> item = new LinkedHashMap<>(field.item());
        if (item.get("name") instanceof String name && there instanceof List<?> list) {
            Map<String, Object> names = new LinkedHashMap<>();
            list.forEach(each -> names.put(Tree.text(each, "name"), ""));
            item.put("name", unused(name, names));
        }
        if (there instanceof List<?> list && !list.isEmpty()) {
            set(joined(path, String.valueOf(list.size())), item);
        } else {
            set(path, List.of(item));
        }
    }

    private static String unused(String name, Map<String, Object> used) {
        String free = name;
        for (int i = 2; used.containsKey(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    private @Nullable Object at(List<String> path) {
        Object here = object();
        for (String step : path) {
            here = switch (here) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list
                when WHOLE.matcher(step).matches() && Integer.parseInt(step) < list.size() ->
                    list.get(Integer.parseInt(step));
                case null, default -> null;
            };
        }
        return here;
    }

    /** What a typed text stands for, by the schema; what does not fit is left as it is, and the check says so. */
    private Object typed(List<String> path, String value) {
        FieldSchema field = schemaAt(path);
        String type = field == null ? "" : field.type();
        return switch (type) {
            case "boolean" -> value.equals("true") ? (Object) true : value.equals("false") ? (Object) false : value;
            case "integer" -> WHOLE.matcher(value).matches() ? (Object) Long.valueOf(value) : value;
            case "number" -> number(value);
            case "string" -> value;
            default ->
                field != null
                                && field.format().equals("int-or-string")
                                && WHOLE.matcher(value).matches()
                        ? (Object) Long.valueOf(value)
                        : value;
        };
    }

    private static Object number(String value) {
        return WHOLE.matcher(value).matches()
                ? (Object) Long.valueOf(value)
                : FRACTION.matcher(value).matches() ? (Object) Double.valueOf(value) : value;
    }

    private @Nullable FieldSchema schemaAt(List<String> path) {
        FieldSchema here = schema;
        for (String step : path) {
            if (here == null) {
                return null;
            }
            here = here.type().equals("array")
                    ? here.items().orElse(null)
                    : here.at(List.of(step)).orElse(null);
        }
        return here;
    }

    private static List<String> joined(List<String> path, String step) {
        List<String> joined = new ArrayList<>(path);
        joined.add(step);
        return joined;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
