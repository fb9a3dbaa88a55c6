package dev.fresnel.kube.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which fields the objects of a built-in kind have in JSON, and what may stand in them: what is known of its schema
 * without asking a server. Immutable.
 */
public final class KindFields {

    /** What a field holds, or each of its elements or values where it is a list or a map. */
    public enum Value {
        OBJECT,
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        INT_OR_STRING,
        QUANTITY,
        TIME,
        /** Whatever JSON can say. */
        ANY
    }

    /**
     * A field.
     *
     * @param fields of its value, for {@link Value#OBJECT}
     */
    public record Field(
            String name,
            Value value,
            boolean list,
            boolean map,
            @Nullable KindFields fields) {}

    private final MessageType type;

    private KindFields(MessageType type) {
        this.type = type;
    }

    /** The fields of a kind; empty where {@link Schema} does not know it. */
    public static Optional<KindFields> of(String apiVersion, String kind) {
        return Optional.ofNullable(Schema.builtIn().find(apiVersion, kind)).map(KindFields::new);
    }

    /** The name of the type in Go, such as {@code PodSpec}. Two types of different groups may share one. */
    public String name() {
        return type.name();
    }

    /** All fields by name, in the order of their numbers. {@code apiVersion} and {@code kind} are not among them. */
    public Map<String, Field> fields() {
        Map<String, Field> fields = new LinkedHashMap<>();
        addTo(fields, type);
        return fields;
    }

    private static void addTo(Map<String, Field> fields, MessageType type) {
        for (FieldType field : type.fields()) {
            MessageType message = field.message();
            if (field.inline() && message != null) {
                addTo(fields, message);
            } else {
                Value value = value(field, message);
                fields.put(
                        field.json(),
                        new Field(
                                field.json(),
                                value,
                                field.repeated() && !field.map(),
                                field.map(),
                                value == Value.OBJECT && message != null ? new KindFields(message) : null));
            }
        }
    }

    private static Value value(FieldType field, @Nullable MessageType message) {
        return switch (field.type()) {
            case STRING, BYTES -> Value.STRING;
            case INT -> Value.INTEGER;
            case BOOL -> Value.BOOLEAN;
            case DOUBLE -> Value.NUMBER;
            case MESSAGE ->
                switch (message == null ? MessageType.Form.RAW_JSON : message.form()) {
                    case OBJECT -> Value.OBJECT;
                    case TIME, MICRO_TIME -> Value.TIME;
                    case QUANTITY -> Value.QUANTITY;
                    case INT_OR_STRING -> Value.INT_OR_STRING;
                    case RAW_JSON, ITEMS, SCHEMA_OR_BOOL, SCHEMA_OR_LIST -> Value.ANY;
                };
        };
    }

    /** Whether both are of one type. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KindFields fields && fields.type.equals(type);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }
}
