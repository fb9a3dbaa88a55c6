package dev.fresnel.kube.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the API server says about a field: a place in an OpenAPI schema. Places below are looked up when asked for, since
 * schemas may contain themselves. Immutable.
 */
public final class FieldSchema {

    private static final String REF_PREFIX = "#/components/schemas/";
    private static final int MAX_REFS = 32;

    private final JsonNode schemas;
    private final JsonNode written;
    private final JsonNode resolved;

    /** @param schemas {@code components.schemas} of the document */
    FieldSchema(JsonNode schemas, JsonNode written) {
        this.schemas = schemas;
        this.written = written;
        this.resolved = resolve(schemas, written);
    }

    /** Follows {@code $ref}, and {@code allOf} with one element, which Kubernetes uses to give a reference a description. */
    private static JsonNode resolve(JsonNode schemas, JsonNode written) {
        JsonNode node = written;
        for (int i = 0; i < MAX_REFS; i++) {
            String ref = node.path("$ref").asString("");
            if (ref.startsWith(REF_PREFIX)) {
                node = schemas.path(ref.substring(REF_PREFIX.length()));
            } else if (node.path("allOf").size() == 1 && !node.has("properties")) {
                node = node.path("allOf").get(0);
            } else {
                return node;
            }
        }
        return node;
    }

    /** What it means; the description at the field itself before that of its type; {@code ""} for none. */
    public String description() {
        String here = written.path("description").asString("");
        return here.isEmpty() ? resolved.path("description").asString("") : here;
    }

    /** {@code object}, {@code array}, {@code string}, {@code integer}, {@code number}, {@code boolean}, or {@code ""}. */
    public String type() {
        String type = resolved.path("type").asString("");
        return type.isEmpty() && resolved.has("properties") ? "object" : type;
    }

    /** For example {@code date-time}, {@code int32}; {@code ""} for none. */
    public String format() {
        return resolved.path("format").asString("");
    }

    /** The values it may have; none where it may have any. */
    public List<String> values() {
        return texts(resolved.path("enum"));
    }

    /** The names of fields that must be there. */
    public List<String> required() {
        return texts(resolved.path("required"));
    }

    /** What it is where nothing is given, as JSON; {@code ""} where nothing is said. */
    public String standard() {
        JsonNode here = written.has("default") ? written.path("default") : resolved.path("default");
        return here.isMissingNode() ? "" : here.isString() ? here.asString() : here.toString();
    }

    /** Whether fields that are not named here may be there all the same. */
    public boolean open() {
        return resolved.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
                || resolved.path("x-kubernetes-embedded-resource").asBoolean(false)
                || (resolved.path("properties").isEmpty()
                        && !resolved.path("additionalProperties").isObject());
    }

    /** The fields that tell the elements of a list apart; none where the list is one value. */
    public List<String> keys() {
        return resolved.path("x-kubernetes-list-type").asString("").equals("map")
                ? texts(resolved.path("x-kubernetes-list-map-keys"))
                : List.of();
    }

    /** Whether a list is a set: each element there once, and its own. */
    public boolean isSet() {
        return resolved.path("x-kubernetes-list-type").asString("").equals("set");
    }

    /** Whether it is one value although it has parts: whoever sets one sets all. */
    public boolean isAtomic() {
        return resolved.path("x-kubernetes-map-type").asString("").equals("atomic");
    }

    /** Fields by name, in the server's order. */
    public Map<String, FieldSchema> properties() {
        Map<String, FieldSchema> properties = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : resolved.path("properties").properties()) {
            properties.put(property.getKey(), new FieldSchema(schemas, property.getValue()));
        }
        return properties;
    }

    /** What the elements of a list are. */
    public Optional<FieldSchema> items() {
        return below("items");
    }

    /** What the values of a map with free keys are. */
    public Optional<FieldSchema> entries() {
        return below("additionalProperties");
    }

    /** A field somewhere below; lists and maps with free keys are gone through. */
    public Optional<FieldSchema> at(List<String> names) {
        FieldSchema place = this;
        for (String name : names) {
            FieldSchema next = place.step(name);
            if (next == null) {
                return Optional.empty();
            }
            place = next;
        }
        return Optional.of(place);
    }

    private @Nullable FieldSchema step(String name) {
        FieldSchema place = this;
        while (place.type().equals("array") && place.items().isPresent()) {
            place = place.items().get();
        }
        JsonNode property = place.resolved.path("properties").path(name);
        return property.isMissingNode() ? place.entries().orElse(null) : new FieldSchema(schemas, property);
    }

    private Optional<FieldSchema> below(String keyword) {
        JsonNode node = resolved.path(keyword);
        return node.isObject() ? Optional.of(new FieldSchema(schemas, node)) : Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString("")));
        return texts;
    }
}
