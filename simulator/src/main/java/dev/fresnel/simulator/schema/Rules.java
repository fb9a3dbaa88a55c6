package dev.fresnel.simulator.schema;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Checks values against the rules of a schema. */
final class Rules {

    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)");

    private final List<Violation> violations;

    Rules(List<Violation> violations) {
        this.violations = violations;
    }

    void check(Object value, Map<String, Object> schema, String path) {
        if (!hasType(value, schema)) {
            add(
                    "FieldValueTypeInvalid",
                    path,
                    "Invalid value: \"" + typeOf(value) + "\": " + path + " in body must be of type "
                            + Tree.text(schema, "type") + ": \"" + typeOf(value) + "\"");
            checkEnum(value, schema, path);
            return;
        }
        checkEnum(value, schema, path);
        switch (value) {
            case Map<?, ?> map -> checkMap(Tree.map(map), schema, path);
            case List<?> list -> checkList(list, schema, path);
            case String text -> checkText(text, schema, path);
            case Number number -> checkNumber(number, schema, path);
            default -> {}
        }
    }

    private static boolean hasType(Object value, Map<String, Object> schema) {
        if (Tree.isTrue(schema, "x-kubernetes-int-or-string")) {
            return value instanceof String || value instanceof Long;
        }
        return switch (Tree.text(schema, "type")) {
            case "object" -> value instanceof Map<?, ?>;
            case "array" -> value instanceof List<?>;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Long || (value instanceof Double number && number == Math.rint(number));
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default -> true;
        };
    }

    private static String typeOf(Object value) {
        return switch (value) {
            case Map<?, ?> _ -> "object";
            case List<?> _ -> "array";
            case String _ -> "string";
            case Long _ -> "integer";
            case Double _ -> "number";
            case Boolean _ -> "boolean";
            default -> "null";
        };
    }

    private void checkEnum(Object value, Map<String, Object> schema, String path) {
        List<Object> allowed = Tree.list(schema, "enum");
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            List<String> told = allowed.stream().map(Json::text).toList();
            add(
                    "FieldValueNotSupported",
                    path,
                    "Unsupported value: " + Json.text(value) + ": supported values: " + String.join(", ", told));
        }
    }

    private void checkMap(Map<String, Object> map, Map<String, Object> schema, String path) {
        for (String required : Tree.texts(schema, "required")) {
            if (!map.containsKey(required)) {
                add("FieldValueRequired", join(path, required), "Required value");
            }
        }
        Map<String, Object> properties = Tree.map(schema, "properties");
        Map<String, Object> others = Tree.map(schema, "additionalProperties");
        map.forEach((key, value) -> {
            Map<String, Object> field = Tree.map(properties, key);
            if (!field.isEmpty() && !Tree.NULL.equals(value)) {
                check(value, field, join(path, key));
            } else if (!others.isEmpty() && !properties.containsKey(key)) {
                check(value, others, join(path, key));
            }
        });
    }

    private void checkList(List<?> list, Map<String, Object> schema, String path) {
        long least = Tree.number(schema, 0, "minItems");
        long most = Tree.number(schema, Long.MAX_VALUE, "maxItems");
        if (list.size() < least) {
            add(
                    "FieldValueInvalid",
                    path,
                    "Invalid value: " + list.size() + ": " + path + " in body should have at least " + least
                            + " items");
        }
        if (list.size() > most) {
            add("FieldValueTooMany", path, "Too many: " + list.size() + ": must have at most " + most + " items");
        }
        checkTwice(list, schema, path);
        Map<String, Object> items = Tree.map(schema, "items");
        for (int i = 0; i < list.size(); i++) {
            Object member = list.get(i);
            if (member != null) {
                check(member, items, path + "[" + i + "]");
            }
        }
    }

    private void checkTwice(List<?> list, Map<String, Object> schema, String path) {
        String type = Tree.text(schema, "x-kubernetes-list-type");
        List<String> keys = Tree.texts(schema, "x-kubernetes-list-map-keys");
        if (!type.equals("set") && !type.equals("map")) {
            return;
        }
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            Object member = list.get(i);
            if (type.equals("map")) {
                Map<String, Object> key = new LinkedHashMap<>();
                for (String name : keys) {
                    Object value = Tree.at(member, name);
                    key.put(name, value == null ? Tree.NULL : value);
                }
                member = key;
            }
            if (member != null && !seen.add(member)) {
                add("FieldValueDuplicate", path + "[" + i + "]", "Duplicate value: " + Json.text(member));
            }
        }
    }

    private void checkText(String text, Map<String, Object> schema, String path) {
        long least = Tree.number(schema, 0, "minLength");
        long most = Tree.number(schema, Long.MAX_VALUE, "maxLength");
        int length = text.codePointCount(0, text.length());
        if (length < least) {
            invalid(path, text, "should be at least " + least + " chars long");
        }
        if (length > most) {
            add("FieldValueTooLong", path, "Too long: may not be more than " + most + " bytes");
        }
        if (Tree.text(schema, "format").equals("date-time")
                && !TIME.matcher(text).matches()) {
            add(
                    "FieldValueTypeInvalid",
                    path,
                    "Invalid value: " + Json.text(text) + ": " + path + " in body must be of type date-time: "
                            + Json.text(text));
        }
        String pattern = Tree.text(schema, "pattern");
        if (!pattern.isEmpty() && !matches(pattern, text)) {
            invalid(path, text, "should match '" + pattern + "'");
        }
    }

    /** A pattern that Java does not understand lets everything through. */
    private static boolean matches(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    private void checkNumber(Number number, Map<String, Object> schema, String path) {
        if (Tree.at(schema, "minimum") instanceof Number least && number.doubleValue() < least.doubleValue()) {
            invalid(path, number, "should be greater than or equal to " + least);
        }
        if (Tree.at(schema, "maximum") instanceof Number most && number.doubleValue() > most.doubleValue()) {
            invalid(path, number, "should be less than or equal to " + most);
        }
    }

    private void invalid(String path, Object value, String rule) {
        add("FieldValueInvalid", path, "Invalid value: " + Json.text(value) + ": " + path + " in body " + rule);
    }

    private void add(String reason, String path, String message) {
        violations.add(new Violation(reason, path, message));
    }

    private static String join(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
