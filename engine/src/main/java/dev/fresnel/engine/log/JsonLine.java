package dev.fresnel.engine.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** A line that is a JSON object. */
final class JsonLine {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(20).build())
            .build();

    private JsonLine() {}

    /** Its fields; null where the line is none, or not a whole one. */
    static @Nullable Map<String, String> fields(String raw) {
        int start = 0;
        int end = raw.length();
        while (start < end && raw.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && raw.charAt(end - 1) <= ' ') {
            end--;
        }
        if (end - start < 2 || raw.charAt(start) != '{' || raw.charAt(end - 1) != '}') {
            return null;
        }
        Map<String, String> fields = Reading.newFields();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), raw)) {
            parser.nextToken();
            object(parser, "", fields);
            return parser.nextToken() == null ? fields : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static void object(JsonParser parser, String prefix, Map<String, String> into) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = prefix + parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                object(parser, name + ".", into);
            } else {
                String value = value(parser);
                if (into.size() < Reading.MOST_FIELDS) {
                    into.put(name, value);
                }
            }
        }
    }

    private static String value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_ARRAY -> array(parser);
            case VALUE_NULL -> "null";
            default -> parser.getString();
        };
    }

    private static String array(JsonParser parser) {
        StringBuilder text = new StringBuilder("[");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            text.append(text.length() > 1 ? "," : "");
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                Map<String, String> within = Reading.newFields();
                object(parser, "", within);
                text.append(within);
            } else {
                text.append(value(parser));
            }
        }
        return text.append(']').toString();
    }
}
