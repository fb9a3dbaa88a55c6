package dev.fresnel.kube.wire;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** JSON to trees of maps, lists, strings, numbers and booleans, as far as a {@link PathTrie} goes, and back. */
final class JsonTree {

    /** An object is at most some megabytes, and one annotation can be most of it. */
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(64 << 20)
                    .maxNestingDepth(1_000)
                    .build())
            .build();

    private JsonTree() {}

    /**
     * Reads a JSON text.
     *
     * @param nulls whether to show nulls, as {@link JsonNull}; else they are left out
     * @return null where nothing of it was asked for
     */
    static @Nullable Object parse(byte[] bytes, int from, int length, PathTrie asked, boolean nulls)
            throws UnreadableAnswerException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, length)) {
            parser.nextToken();
            Object tree = value(parser, asked, nulls);
            if (parser.nextToken() != null) {
                throw new UnreadableAnswerException("there is more after the JSON of a field");
            }
            return tree;
        } catch (JacksonException broken) {
            throw new UnreadableAnswerException(
                    "the JSON of a field is broken: " + broken.getOriginalMessage(), broken);
        }
    }

    /** Reads the value that the parser stands on, and leaves the parser at its last token. */
    static @Nullable Object value(JsonParser in, PathTrie asked, boolean nulls) {
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                PathTrie below = asked.whole() ? asked : asked.child(name);
                in.nextToken();
                Object value = below == null ? skip(in) : value(in, below, nulls);
                if (value != null) {
                    map.put(name, value);
                }
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                Object value = value(in, asked, nulls);
                if (value != null) {
                    list.add(value);
                }
            }
            return list;
        }
        return asked.whole() ? scalar(in, token, nulls) : null;
    }

    private static @Nullable Object skip(JsonParser in) {
        in.skipChildren();
        return null;
    }

    static @Nullable Object scalar(JsonParser in, @Nullable JsonToken token, boolean nulls) {
        return switch (token) {
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT -> integer(in, nulls);
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> nulls ? JsonNull.NULL : null;
        };
    }

    private static Object integer(JsonParser in, boolean exact) {
        if (in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return in.getLongValue();
        }
        return exact ? (Object) in.getBigIntegerValue() : (Object) in.getDoubleValue();
    }

    /** Writes a tree. */
    static void write(JsonGenerator out, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach((name, each) -> {
                    out.writeName((String) name);
                    write(out, each);
                });
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(each -> write(out, each));
                out.writeEndArray();
            }
            case String text -> out.writeString(text);
            case Long number -> out.writeNumber(number);
            case Boolean yes -> out.writeBoolean(yes);
            case Double number -> out.writeNumber(number);
            case BigInteger number -> out.writeNumber(number);
            default -> out.writeNull();
        }
    }
}
