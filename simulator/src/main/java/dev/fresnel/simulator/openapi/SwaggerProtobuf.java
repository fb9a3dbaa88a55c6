package dev.fresnel.simulator.openapi;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;

/**
 * OpenAPI v2 as protobuf, in the messages of gnostic's {@code OpenAPIv2.proto}: what older clients ask for, and client-go
 * wherever it needs v2. Numbers in here are those of that file's fields. Maps are lists of names with values, and values that
 * may be anything are YAML.
 */
public final class SwaggerProtobuf {

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch");

    private SwaggerProtobuf() {}

    /** @param swagger from {@link OpenApi#swagger} */
    public static byte[] write(Map<String, Object> swagger) {
        Message paths = new Message();
        Tree.map(swagger, "paths").forEach((path, item) -> paths.message(2, named(path, pathItem(Tree.map(item)))));
        return new Message()
                .text(1, swagger.get("swagger"))
                .message(2, info(Tree.map(swagger, "info")))
                .message(8, paths)
                .message(9, schemas(Tree.map(swagger, "definitions")))
                .bytes();
    }

    private static Message named(String name, Message value) {
        return new Message().text(1, name).message(2, value);
    }

    private static Message info(Map<String, Object> info) {
        return new Message().text(1, info.get("title")).text(2, info.get("version"));
    }

    private static Message pathItem(Map<String, Object> item) {
        Message message = new Message();
        for (int i = 0; i < METHODS.size(); i++) {
            if (item.get(METHODS.get(i)) instanceof Map<?, ?> operation) {
                message.message(i + 2, operation(Tree.map(operation)));
            }
        }
        return message;
    }

    private static Message operation(Map<String, Object> operation) {
        Message message = new Message();
        Tree.list(operation, "produces").forEach(type -> message.text(6, type));
        Tree.list(operation, "consumes").forEach(type -> message.text(7, type));
        for (Map<String, Object> parameter : Tree.maps(operation, "parameters")) {
            Message query = new Message()
                    .text(2, parameter.get("in"))
                    .text(4, parameter.get("name"))
                    .text(6, parameter.get("type"))
                    .flag(20, parameter.get("uniqueItems"));
            // a parameter, not a reference to one; not in the body; in the query
            message.message(8, new Message().message(1, new Message().message(2, new Message().message(3, query))));
        }
        Message responses = new Message();
        Tree.map(operation, "responses").forEach((code, response) -> {
            Message schema = new Message().message(1, schema(Tree.map(response, "schema")));
            Message told =
                    new Message().text(1, Tree.text(response, "description")).message(2, schema);
            responses.message(1, named(code, new Message().message(1, told)));
        });
        message.message(9, responses);
        extensions(13, operation, message);
        return message;
    }

    private static Message schemas(Map<String, Object> schemas) {
        Message message = new Message();
        schemas.forEach((name, schema) -> message.message(1, named(name, schema(Tree.map(schema)))));
        return message;
    }

    private static Message schema(Map<String, Object> schema) {
        Message message = new Message()
                .text(1, schema.get("$ref"))
                .text(2, schema.get("format"))
                .text(3, schema.get("title"))
                .text(4, schema.get("description"))
                .real(6, schema.get("multipleOf"))
                .real(7, schema.get("maximum"))
                .flag(8, schema.get("exclusiveMaximum"))
                .real(9, schema.get("minimum"))
                .flag(10, schema.get("exclusiveMinimum"))
                .number(11, schema.get("maxLength"))
                .number(12, schema.get("minLength"))
                .text(13, schema.get("pattern"))
                .number(14, schema.get("maxItems"))
                .number(15, schema.get("minItems"))
                .flag(16, schema.get("uniqueItems"))
                .number(17, schema.get("maxProperties"))
                .number(18, schema.get("minProperties"));
        Tree.list(schema, "required").forEach(name -> message.text(19, name));
        Tree.list(schema, "enum").forEach(value -> message.message(20, any(value)));
        Object additional = schema.get("additionalProperties");
        if (additional != null) {
            message.message(
                    21,
                    additional instanceof Map<?, ?> map
                            ? new Message().message(1, schema(Tree.map(map)))
                            : new Message().flag(2, additional));
        }
        if (schema.get("type") instanceof String type) {
            message.message(22, new Message().text(1, type));
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            message.message(23, new Message().message(1, schema(Tree.map(items))));
        }
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            message.message(25, schemas(Tree.map(properties)));
        }
        extensions(31, schema, message);
        return message;
    }

    private static void extensions(int field, Map<String, Object> of, Message message) {
        of.forEach((name, value) -> {
            if (name.startsWith("x-")) {
                message.message(field, named(name, any(value)));
            }
        });
    }

    /** JSON is YAML. */
    private static Message any(Object value) {
        return new Message().text(2, Json.text(value) + "\n");
    }
}
