package dev.fresnel.simulator.conformance;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.simulator.tree.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OpenAPI v2 in protobuf as the tree that JSON would have been, read by the numbers of gnostic's {@code OpenAPIv2.proto}:
 * the swagger, its definitions, and of each path the kinds, parameters and extensions of its operations.
 */
final class SwaggerAnswers {

    static final String MEDIA_TYPE = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch");

    /** What a schema's fields are called, and what they hold. */
    private static final Map<Integer, String> TEXTS =
            Map.of(1, "$ref", 2, "format", 3, "title", 4, "description", 13, "pattern");

    private static final Map<Integer, String> NUMBERS = Map.of(
            11, "maxLength", 12, "minLength", 14, "maxItems", 15, "minItems", 17, "maxProperties", 18, "minProperties");
    private static final Map<Integer, String> REALS = Map.of(6, "multipleOf", 7, "maximum", 9, "minimum");
    private static final Map<Integer, String> FLAGS =
            Map.of(8, "exclusiveMaximum", 10, "exclusiveMinimum", 16, "uniqueItems");

    /** The fields of a message by number: bytes, or numbers. */
    private final Map<Integer, List<Object>> fields = new HashMap<>();

    private SwaggerAnswers(byte[] message) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(message);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                Object value = switch (WireFormat.getTagWireType(tag)) {
                    case WireFormat.WIRETYPE_VARINT -> in.readInt64();
                    case WireFormat.WIRETYPE_FIXED64 -> in.readDouble();
                    default -> in.readByteArray();
                };
                fields.computeIfAbsent(WireFormat.getTagFieldNumber(tag), _ -> new ArrayList<>())
                        .add(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> read(byte[] bytes) {
        SwaggerAnswers document = new SwaggerAnswers(bytes);
        Map<String, Object> paths = new LinkedHashMap<>();
        for (SwaggerAnswers path : document.first(8).all(2)) {
            paths.put(path.text(1), path.first(2).pathItem());
        }
        SwaggerAnswers info = document.first(2);
        return Tree.of(
                "swagger",
                document.text(1),
                "info",
                Tree.of("title", info.text(1), "version", info.text(2)),
                "paths",
                paths,
                "definitions",
                document.first(9).schemas());
    }

    private Map<String, Object> pathItem() {
        Map<String, Object> item = new LinkedHashMap<>();
        for (int i = 0; i < METHODS.size(); i++) {
            for (SwaggerAnswers operation : all(i + 2)) {
                Map<String, Object> told = new LinkedHashMap<>();
                List<Object> parameters = new ArrayList<>();
                for (SwaggerAnswers parameter : operation.all(8)) {
                    SwaggerAnswers query = parameter.first(1).first(2).first(3);
                    if (!query.text(4).isEmpty()) {
                        parameters.add(Tree.of("name", query.text(4), "in", query.text(2), "type", query.text(6)));
                    }
                }
                told.put("parameters", parameters);
                told.put("consumes", operation.texts(7));
                told.put("produces", operation.texts(6));
                operation.addExtensions(13, told);
                item.put(METHODS.get(i), told);
            }
        }
        return item;
    }

    private Map<String, Object> schemas() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        for (SwaggerAnswers named : all(1)) {
            schemas.put(named.text(1), named.first(2).schema());
        }
        return schemas;
    }

    private Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        fields.forEach((field, values) -> {
            Object first = values.getFirst();
            if (TEXTS.containsKey(field)) {
                schema.put(TEXTS.get(field), text(field));
            } else if (NUMBERS.containsKey(field)) {
                schema.put(NUMBERS.get(field), first);
            } else if (REALS.containsKey(field)) {
                schema.put(REALS.get(field), first);
            } else if (FLAGS.containsKey(field)) {
                schema.put(FLAGS.get(field), first.equals(1L));
            }
        });
        if (fields.containsKey(19)) {
            schema.put("required", texts(19));
        }
        if (fields.containsKey(20)) {
            schema.put("enum", all(20).stream().map(SwaggerAnswers::any).toList());
        }
        for (SwaggerAnswers additional : all(21)) {
            schema.put(
                    "additionalProperties",
                    additional.fields.containsKey(1) ? additional.first(1).schema() : additional.fields.containsKey(2));
        }
        all(22).forEach(type -> schema.put("type", type.text(1)));
        all(23).forEach(items -> schema.put("items", items.first(1).schema()));
        all(25).forEach(properties -> schema.put("properties", properties.schemas()));
        addExtensions(31, schema);
        return schema;
    }

    private void addExtensions(int field, Map<String, Object> to) {
        all(field).forEach(named -> to.put(named.text(1), named.first(2).any()));
    }

    private Object any() {
        try {
            return Yaml.read(text(2));
        } catch (Json.MalformedJsonException e) {
            throw new AssertionError("not YAML: " + text(2), e);
        }
    }

    private SwaggerAnswers first(int field) {
        List<SwaggerAnswers> all = all(field);
        return all.isEmpty() ? new SwaggerAnswers(new byte[0]) : all.getFirst();
    }

    private List<SwaggerAnswers> all(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(bytes -> new SwaggerAnswers((byte[]) bytes))
                .toList();
    }

    private List<Object> texts(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .<Object>map(bytes -> new String((byte[]) bytes, StandardCharsets.UTF_8))
                .toList();
    }

    private String text(int field) {
        return texts(field).stream().findFirst().map(String::valueOf).orElse("");
    }
}
