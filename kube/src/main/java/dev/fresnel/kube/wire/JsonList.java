package dev.fresnel.kube.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A list in JSON as its bytes arrive. {@code metadata} may stand before {@code items} or after. */
final class JsonList implements ListReader {

    private final JsonSource source;
    private final JsonObjectDecoder objects;
    private ListMeta meta = ListMeta.NONE;
    private boolean inItems;
    private boolean itemsSeen;

    JsonList(InputStream body, JsonObjectDecoder objects) throws IOException {
        this.source = new JsonSource(body);
        this.objects = objects;
        source.read(in -> {
            in.nextToken();
            JsonSource.expect(in, JsonToken.START_OBJECT, "a list");
            toItems(in);
            return true;
        });
    }

    @Override
    public @Nullable ReadObject next() throws IOException {
        return source.read(in -> {
            if (!inItems) {
                return null;
            }
            if (in.nextToken() == JsonToken.END_ARRAY) {
                inItems = false;
                toItems(in);
                return null;
            }
            return objects.read(in);
        });
    }

    /** Reads the list's fields up to its items, or to its end. */
    private void toItems(JsonParser in) throws IOException {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            JsonSource.expect(in, JsonToken.PROPERTY_NAME, "a field of the list");
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "kind" -> {
                    if (!in.getString().endsWith("List")) {
                        throw new UnreadableAnswerException(
                                "a list was asked for, and the answer is a " + in.getString());
                    }
                }
                case "metadata" -> readMeta(JsonTree.value(in, PathTrie.WHOLE, false));
                case "items" -> {
                    itemsSeen = true;
                    if (in.currentToken() == JsonToken.START_ARRAY) {
                        inItems = true;
                        return;
                    }
                }
                default -> in.skipChildren();
            }
        }
        if (!itemsSeen) {
            throw new UnreadableAnswerException("a list was asked for, and the answer has no items");
        }
    }

    private void readMeta(@Nullable Object value) {
        if (value instanceof Map<?, ?> tree) {
            meta = new ListMeta(
                    tree.get("resourceVersion") instanceof String text ? text : "",
                    tree.get("continue") instanceof String text ? text : "",
                    tree.get("remainingItemCount") instanceof Long count ? count : -1);
        }
    }

    @Override
    public ListMeta meta() {
        return meta;
    }
}
