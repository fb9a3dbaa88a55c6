package dev.fresnel.kube.wire;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Whole objects from the protobuf they are kept in to the JSON that the API server would have sent. Thread-safe. */
public final class ProtobufToJson {

    private static final Map<MessageType, Plan> PLANS = new ConcurrentHashMap<>();

    /**
     * An object's JSON.
     *
     * @param json UTF-8, compact, {@code apiVersion} and {@code kind} first
     * @param unknown fields that are newer than the schema and so are missing in {@code json}, as {@code PodSpec.99}; where
     *     there are any, whoever needs all of the object reads it from the server
     */
    public record Converted(byte[] json, SortedSet<String> unknown) {

        /** Whether nothing is missing. */
        public boolean complete() {
            return unknown.isEmpty();
        }
    }

    private ProtobufToJson() {}

    /**
     * Converts an object.
     *
     * @param apiVersion of the object, which its bytes do not tell
     * @param kind of the object
     * @param body the object's message, as {@link ReadObject#body} holds it
     * @throws UnreadableAnswerException where the bytes are not such a message
     * @throws IllegalArgumentException where {@link Schema} does not know the kind
     */
    public static Converted convert(String apiVersion, String kind, byte[] body) throws UnreadableAnswerException {
        SortedSet<String> unknown = new TreeSet<>();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", apiVersion);
        tree.put("kind", kind);
        Plan plan = PLANS.computeIfAbsent(Schema.builtIn().get(apiVersion, kind), Plan::whole);
        ProtobufDecoder decoder = new ProtobufDecoder(new StringCache(), unknown);
        decoder.in.on(body, 0);
        decoder.message(plan, body.length, tree);
        ByteArrayOutputStream json = new ByteArrayOutputStream(body.length * 2);
        try (JsonGenerator out = JsonTree.JSON.createGenerator(ObjectWriteContext.empty(), json, JsonEncoding.UTF8)) {
            JsonTree.write(out, tree);
        }
        return new Converted(json.toByteArray(), unknown);
    }
}
