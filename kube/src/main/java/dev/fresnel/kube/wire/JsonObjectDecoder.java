package dev.fresnel.kube.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;

/**
 * One object's JSON to a {@link ReadObject}. A copy of each token goes to the body, and beside that a tree grows of what is
 * asked for; where nothing below a field is asked for, only the copy goes on. For one thread.
 */
final class JsonObjectDecoder {

    private static final byte[] NO_BODY = {};

    private final Reading reading;
    private final Withheld withheld;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(16 << 10);

    private String namespace = "";
    private String name = "";
    private String uid = "";
    private String resourceVersion = "";

    JsonObjectDecoder(Reading reading) {
        this.reading = reading;
        this.withheld = reading.withheld();
    }

    /** Reads the object that the parser stands at the beginning of, and leaves the parser at its end. */
    ReadObject read(JsonParser in) throws IOException {
        JsonSource.expect(in, JsonToken.START_OBJECT, "an object");
        namespace = name = uid = resourceVersion = "";
        Map<String, Object> fields = new LinkedHashMap<>();
        body.reset();
        if (reading.bodies()) {
            try (JsonGenerator out =
                    JsonTree.JSON.createGenerator(ObjectWriteContext.empty(), body, JsonEncoding.UTF8)) {
                root(in, out, fields);
            }
        } else {
            root(in, null, fields);
        }
        if (name.isEmpty()) {
            throw new UnreadableAnswerException("an object without metadata.name");
        }
        return new ReadObject(
                namespace,
                name,
                uid,
                resourceVersion,
                fields,
                reading.bodies() ? body.toByteArray() : NO_BODY,
                Encoding.JSON);
    }

    private void root(JsonParser in, @Nullable JsonGenerator out, Map<String, Object> fields) {
        // Lists of built-in kinds leave out what all their items are; a body says it, wherever it comes from.
        if (out != null) {
            out.writeStartObject();
            out.writeStringProperty("apiVersion", reading.apiVersion());
            out.writeStringProperty("kind", reading.kind());
        }
        keepType(fields, "apiVersion", reading.apiVersion());
        keepType(fields, "kind", reading.kind());
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            if (field.equals("apiVersion") || field.equals("kind")) {
                in.skipChildren();
                continue;
            }
            PathTrie below = below(reading.asked(), field);
            if (out != null) {
                out.writeName(field);
            }
            Object value;
            if (field.equals("metadata") && in.currentToken() == JsonToken.START_OBJECT) {
                value = metadata(in, out, below);
            } else if (withheld.lengthsOnly(field)) {
                value = lengths(in, field, below);
            } else {
                value = value(in, out, below);
            }
            if (value != null) {
                fields.put(field, value);
            }
        }
        if (out != null) {
            out.writeEndObject();
        }
    }

    private void keepType(Map<String, Object> fields, String field, String value) {
        if (reading.asked().asksAllOf(field)) {
            fields.put(field, value);
        }
    }

    private static @Nullable PathTrie below(@Nullable PathTrie asked, String field) {
        return asked == null || asked.whole() ? asked : asked.child(field);
    }

    private @Nullable Object metadata(JsonParser in, @Nullable JsonGenerator out, @Nullable PathTrie asked) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (out != null) {
            out.writeStartObject();
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            if (field.equals("managedFields")) {
                in.skipChildren();
                continue;
            }
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                switch (field) {
                    case "namespace" -> namespace = in.getString();
                    case "name" -> name = in.getString();
                    case "uid" -> uid = in.getString();
                    case "resourceVersion" -> resourceVersion = in.getString();
                    default -> {}
                }
            }
            if (out != null) {
                out.writeName(field);
            }
            Object value = value(in, out, below(asked, field));
            if (field.equals("annotations") && value instanceof Map<?, ?> annotations) {
                annotations.keySet().removeIf(key -> key instanceof String text && withheld.drops(text));
            }
            if (value != null) {
                map.put(field, value);
            }
        }
        if (out != null) {
            out.writeEndObject();
        }
        return asked == null ? null : map;
    }

    /** Copies the value that the parser stands on, and returns what is asked of it. */
    private @Nullable Object value(JsonParser in, @Nullable JsonGenerator out, @Nullable PathTrie asked) {
        if (out == null) {
            if (asked == null) {
                in.skipChildren();
                return null;
            }
            return JsonTree.value(in, asked, false);
        }
        if (asked == null) {
            out.copyCurrentStructureExact(in);
            return null;
        }
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            out.writeStartObject();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                out.writeName(field);
                in.nextToken();
                Object value = value(in, out, below(asked, field));
                if (value != null) {
                    map.put(field, value);
                }
            }
            out.writeEndObject();
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            out.writeStartArray();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                Object value = value(in, out, asked);
                if (value != null) {
                    list.add(value);
                }
            }
            out.writeEndArray();
            return list;
        }
        out.copyCurrentEventExact(in);
        return asked.whole() ? JsonTree.scalar(in, token, false) : null;
    }

    /** Of a map whose values are withheld: the keys that are asked for, and how many bytes stand behind each. */
    private @Nullable Object lengths(JsonParser in, String field, @Nullable PathTrie asked) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return null;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            if (below(asked, key) != null && in.currentToken() == JsonToken.VALUE_STRING) {
                String text = in.getString();
                map.put(key, field.equals("data") ? bytesInBase64(text) : bytesInUtf8(text));
            }
            in.skipChildren();
        }
        return asked == null ? null : map;
    }

    private static long bytesInBase64(String text) {
        int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
        return text.length() / 4 * 3L - padding;
    }

    private static long bytesInUtf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
