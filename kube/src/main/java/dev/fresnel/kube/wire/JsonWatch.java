package dev.fresnel.kube.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A watch in JSON as its bytes arrive: one event after another, each with its type before its object. */
final class JsonWatch implements WatchReader {

    private final JsonSource source;
    private final JsonObjectDecoder objects;

    JsonWatch(InputStream body, JsonObjectDecoder objects) {
        this.source = new JsonSource(body);
        this.objects = objects;
    }

    @Override
    public @Nullable WatchEvent next() throws IOException {
        return source.read(in -> {
            while (in.nextToken() != null) {
                WatchEvent event = event(in);
                if (event != null) {
                    return event;
                }
            }
            return null;
        });
    }

    /** The event, or null for one of a type that came after this was written. */
    private @Nullable WatchEvent event(JsonParser in) throws IOException {
        JsonSource.expect(in, JsonToken.START_OBJECT, "an event");
        String type = "";
        WatchEvent event = null;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            JsonSource.expect(in, JsonToken.PROPERTY_NAME, "a field of an event");
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "type" -> type = in.getString();
                case "object" -> event = object(in, type);
                default -> in.skipChildren();
            }
        }
        return event;
    }

    private @Nullable WatchEvent object(JsonParser in, String type) throws IOException {
        return switch (type) {
            case "ADDED", "MODIFIED" -> new WatchEvent.Upserted(objects.read(in));
            case "DELETED" -> new WatchEvent.Deleted(objects.read(in));
            case "BOOKMARK" -> WatchEvent.Bookmark.of(tree(in));
            case "ERROR" -> new WatchEvent.Failure(ApiStatus.of(tree(in)));
            case "" -> throw new UnreadableAnswerException("a watch event tells its object before its type");
            default -> {
                in.skipChildren();
                yield null;
            }
        };
    }

    // JSON objects become maps from strings.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(JsonParser in) {
        return JsonTree.value(in, PathTrie.WHOLE, false) instanceof Map<?, ?> map
                ? (Map<String, Object>) map
                : Map.of();
    }

    @Override
    public boolean more() throws IOException {
        return source.more();
    }
}
