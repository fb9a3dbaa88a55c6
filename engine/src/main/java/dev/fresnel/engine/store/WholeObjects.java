package dev.fresnel.engine.store;

import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.wire.Encoding;
import dev.fresnel.kube.wire.ProtobufToJson;
import dev.fresnel.kube.wire.UnreadableAnswerException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole objects as trees, from what Stores keep of them. */
public final class WholeObjects {

    private static final Logger LOG = LoggerFactory.getLogger(WholeObjects.class);
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private WholeObjects() {}

    /**
     * The object of a row.
     *
     * @return null where the Store does not keep it, or keeps it in a form newer than this program understands whole: then it
     *     must be read from the server
     */
    public static @Nullable Map<String, Object> tree(Kind kind, StoreSnapshot snapshot, Row row) {
        Body body = snapshot.body(row);
        return body == null ? null : tree(kind, body, row);
    }

    static @Nullable Map<String, Object> tree(Kind kind, Body body, Row row) {
        try {
            if (body.encoding() == Encoding.JSON) {
                return parse(body.bytes());
            }
            ProtobufToJson.Converted converted = ProtobufToJson.convert(kind.apiVersion(), kind.name(), body.bytes());
            return converted.complete() ? parse(converted.json()) : null;
        } catch (UnreadableAnswerException | JacksonException e) {
            LOG.warn("{} {}/{} cannot be opened from the store", kind.resource(), row.namespace(), row.name(), e);
            return null;
        }
    }

    /** An object that was read for itself. */
    public static Map<String, Object> tree(JsonNode object) {
        return JsonMapper.shared().convertValue(object, TREE);
    }

    private static Map<String, Object> parse(byte[] json) {
        return JsonMapper.shared().readValue(json, TREE);
    }
}
