package dev.fresnel.kube.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A column that a CustomResourceDefinition wants printed.
 *
 * @param name its title
 * @param type {@code integer}, {@code number}, {@code string}, {@code boolean} or {@code date}
 * @param format a hint, as in OpenAPI; {@code ""} for none
 * @param jsonPath where its value is, as it is written
 * @param priority 0 for the standard view, more for the wide one
 * @param description what it means; {@code ""} where nothing says
 * @param path {@code jsonPath}, read; null where it cannot be understood, and then there are no values
 */
public record PrinterColumn(
        String name,
        String type,
        String format,
        String jsonPath,
        int priority,
        String description,
        @Nullable JsonPath path) {

    /** The column every custom resource has where its definition names none. */
    static final PrinterColumn AGE = of("Age", "date", "", ".metadata.creationTimestamp", 0, "");

    static PrinterColumn of(
            String name, String type, String format, String jsonPath, int priority, String description) {
        JsonPath path;
        try {
            path = JsonPath.parse(jsonPath);
        } catch (IllegalArgumentException e) {
            path = null;
        }
        return new PrinterColumn(name, type, format, jsonPath, priority, description, path);
    }

    /**
     * The value in an object, as the API server would print it: a Long, Double, Boolean or String of the column's type.
     * Null where there is none, or where it is of another type: schemas and objects need not agree. Dates stay the text
     * that stands in the object.
     *
     * @param fields a tree of maps, lists and scalars
     */
    public @Nullable Object value(Map<String, Object> fields) {
        Object found = path == null ? null : path.first(fields);
        return switch (type) {
            case "integer" -> found instanceof Number number ? (Object) number.longValue() : null;
            case "number" -> found instanceof Number number ? (Object) number.doubleValue() : null;
            case "boolean" -> found instanceof Boolean ? found : null;
            case "date" -> found instanceof String ? found : null;
            default -> found == null ? null : text(found);
        };
    }

    private static String text(Object value) {
        return value instanceof Map || value instanceof List
                ? JsonMapper.shared().writeValueAsString(value)
                : value.toString();
    }
}
