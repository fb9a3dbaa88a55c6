package dev.fresnel.simulator.conformance;

import dev.fresnel.kube.wire.ProtobufToJson;
import dev.fresnel.kube.wire.Schema;
import dev.fresnel.kube.wire.UnreadableAnswerException;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Protobuf answers as the trees that JSON would have been: what both servers mean, whatever bytes they chose. */
final class ProtobufAnswers {

    static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private ProtobufAnswers() {}

    /** An object or a list; a list of events for a watch. */
    static Object read(byte[] body, String type) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        if (!type.contains("stream=watch")) {
            return object(bytes);
        }
        List<Object> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            List<ByteBuffer> none = List.of();
            ByteBuffer event = part(bytes, bytes.getInt());
            Map<Integer, List<ByteBuffer>> fields = fields(event);
            Map<Integer, List<ByteBuffer>> extension =
                    fields(fields.getOrDefault(2, none).getFirst());
            events.add(Tree.of(
                    "type",
                    text(fields.getOrDefault(1, none).getFirst()),
                    "object",
                    object(extension.getOrDefault(1, none).getFirst())));
        }
        return events;
    }

    private static Object object(ByteBuffer bytes) {
        bytes.position(bytes.position() + 4);
        Map<Integer, List<ByteBuffer>> envelope = fields(bytes);
        Map<Integer, List<ByteBuffer>> type =
                fields(envelope.getOrDefault(1, List.of()).getFirst());
        String apiVersion = text(type.getOrDefault(1, List.of()).getFirst());
        String kind = text(type.getOrDefault(2, List.of()).getFirst());
        ByteBuffer raw = envelope.getOrDefault(2, List.of()).getFirst();
        if (!kind.endsWith("List")) {
            return tree(kind.equals("Status") ? "meta.k8s.io/v1" : apiVersion, kind, raw);
        }
        Map<Integer, List<ByteBuffer>> list = fields(raw);
        List<Object> items = new ArrayList<>();
        for (ByteBuffer item : list.getOrDefault(2, List.of())) {
            items.add(tree(apiVersion, kind.substring(0, kind.length() - "List".length()), item));
        }
        return Tree.of(
                "kind",
                kind,
                "apiVersion",
                apiVersion,
                "metadata",
                tree(
                        "meta.k8s.io/v1",
                        "ListMeta",
                        list.getOrDefault(1, List.of()).getFirst()),
                "items",
                items);
    }

    private static Object tree(String apiVersion, String kind, ByteBuffer message) {
        if (!Schema.builtIn().knows(apiVersion, kind)) {
            throw new AssertionError("Nothing is known of " + apiVersion + " " + kind + ".");
        }
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        try {
            return Json.read(
                    new String(ProtobufToJson.convert(apiVersion, kind, bytes).json(), StandardCharsets.UTF_8));
        } catch (UnreadableAnswerException | Json.MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    /** The fields of a message that are bytes, by number. */
    private static Map<Integer, List<ByteBuffer>> fields(ByteBuffer message) {
        Map<Integer, List<ByteBuffer>> fields = new HashMap<>();
        while (message.hasRemaining()) {
            int tag = varint(message);
            if ((tag & 7) == 2) {
                fields.computeIfAbsent(tag >>> 3, _ -> new ArrayList<>()).add(part(message, varint(message)));
            } else {
                varint(message);
            }
        }
        return fields;
    }

    private static ByteBuffer part(ByteBuffer bytes, int length) {
        ByteBuffer part = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return part;
    }

    private static int varint(ByteBuffer bytes) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
