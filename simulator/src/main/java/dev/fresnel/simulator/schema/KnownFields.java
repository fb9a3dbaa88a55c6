package dev.fresnel.simulator.schema;

import dev.fresnel.kube.wire.KindFields;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a real API server's decoder does to built-in objects: fields without a name in Go are dropped, wrong types refused. */
public final class KnownFields {

    private static final Set<String> ALWAYS_KNOWN = Set.of("apiVersion", "kind");

    private static final Pattern QUANTITY = Pattern.compile("([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)");

    private final List<String> unknown = new ArrayList<>();

    private KnownFields() {}

    /** A value of a type that its field cannot hold. */
    public static final class WrongTypeException extends Exception {
        private static final long serialVersionUID = 1;

        WrongTypeException(String message) {
            super(message);
        }
    }

    /** Removes the fields that a kind does not have from a fresh object, and tells their paths. */
    public static List<String> prune(KindFields fields, Map<String, Object> object) throws WrongTypeException {
        KnownFields known = new KnownFields();
        known.pruneMap(object, fields, "");
        return known.unknown;
    }

    private void pruneMap(Map<String, Object> map, KindFields kind, String path) throws WrongTypeException {
        Map<String, KindFields.Field> fields = kind.fields();
        for (String key : List.copyOf(map.keySet())) {
            KindFields.Field field = fields.get(key);
            Object value = Tree.at(map, key);
            if (field != null && value != null) {
                map.put(key, pruneField(value, field, kind, path + key));
                if (isEmpty(value) && (field.list() || field.map())) {
                    // Go writes no empty lists and maps
                    map.remove(key);
                }
            } else if (field == null && !(path.isEmpty() && ALWAYS_KNOWN.contains(key))) {
                unknown.add(path + key);
                map.remove(key);
            }
        }
    }

    private static boolean isEmpty(Object value) {
        return (value instanceof List<?> list && list.isEmpty()) || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    /** Checks what a field holds, and returns what it is to hold. */
    private Object pruneField(Object value, KindFields.Field field, KindFields kind, String path)
            throws WrongTypeException {
        if (field.list()) {
            if (!(value instanceof List<?> list)) {
                throw wrong(value, kind, path, "[]" + typeName(field));
            }
            List<Object> members = Tree.list(list);
            for (int i = 0; i < members.size(); i++) {
                members.set(i, pruneValue(members.get(i), field, kind, path + "[" + i + "]"));
            }
        } else if (field.map()) {
            if (!(value instanceof Map<?, ?> map)) {
                throw wrong(value, kind, path, "map[string]" + typeName(field));
            }
            for (Map.Entry<String, Object> entry : Tree.map(map).entrySet()) {
                entry.setValue(pruneValue(entry.getValue(), field, kind, path));
            }
        } else {
            return pruneValue(value, field, kind, path);
        }
        return value;
    }

    private Object pruneValue(Object value, KindFields.Field field, KindFields kind, String path)
            throws WrongTypeException {
        boolean fits = switch (field.value()) {
            case OBJECT -> value instanceof Map<?, ?>;
            case STRING, TIME -> value instanceof String;
            case INTEGER -> value instanceof Long;
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case INT_OR_STRING -> value instanceof Long || value instanceof String;
            case QUANTITY -> value instanceof Number || value instanceof String;
            case ANY -> true;
        };
        if (!fits) {
            throw wrong(value, kind, path, typeName(field));
        }
        if (field.fields() != null) {
            // an embedded object of its own, such as a claim in a StatefulSet, names its type
            if (path.contains("volumeClaimTemplates[")) {
                Map<String, Object> embedded = Tree.map(value);
                embedded.remove("apiVersion");
                embedded.remove("kind");
            }
            pruneMap(Tree.map(value), field.fields(), path + ".");
        }
        return field.value() == KindFields.Value.QUANTITY ? quantity(value) : value;
    }

    /** A number may stand for a quantity, and is kept as text. */
    private static Object quantity(Object value) throws WrongTypeException {
        String text = value.toString();
        if (!QUANTITY.matcher(text).matches()) {
            throw new WrongTypeException(
                    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
        return text;
    }

    /** As Go calls it. */
    private static String typeName(KindFields.Field field) {
        return switch (field.value()) {
            case OBJECT ->
                field.fields() == null ? "object" : "v1." + field.fields().name();
            case STRING -> "string";
            case TIME -> "v1.Time";
            case INTEGER -> "int32";
            case NUMBER -> "float64";
            case BOOLEAN -> "bool";
            case INT_OR_STRING -> "intstr.IntOrString";
            case QUANTITY -> "resource.Quantity";
            case ANY -> "object";
        };
    }

    private static WrongTypeException wrong(Object value, KindFields kind, String path, String wanted) {
        String is = switch (value) {
            case Map<?, ?> _ -> "object";
            case List<?> _ -> "array";
            case String _ -> "string";
            case Boolean _ -> "bool";
            default -> "number";
        };
        return new WrongTypeException("json: cannot unmarshal " + is + " into Go struct field " + kind.name() + "."
                + path.replaceAll("\\[\\d+]", "") + " of type " + wanted);
    }
}
