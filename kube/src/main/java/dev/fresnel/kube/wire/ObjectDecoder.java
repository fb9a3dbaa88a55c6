package dev.fresnel.kube.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object's protobuf to a {@link ReadObject}: who it is, the fields asked for and its bytes without managedFields, from
 * one walk. For one thread.
 */
final class ObjectDecoder {

    private static final byte[] NO_BODY = {};
    private static final int METADATA = 1;

    // Fields of ObjectMeta.
    private static final int NAME = 1;
    private static final int NAMESPACE = 3;
    private static final int UID = 5;
    private static final int RESOURCE_VERSION = 6;
    private static final int MANAGED_FIELDS = 17;

    private final Plan plan;
    private final boolean bodies;
    private final Map<String, Object> type = new LinkedHashMap<>();
    private final StringCache strings = new StringCache();
    private final ProtobufDecoder decoder = new ProtobufDecoder(strings, null);
    private final ProtobufScanner in = decoder.in;

    private String namespace = "";
    private String name = "";
    private String uid = "";
    private String resourceVersion = "";
    private int metadataFrom;
    private int metadataTo;
    private int[] cuts = new int[4];
    private int cutCount;

    ObjectDecoder(MessageType message, Reading reading) {
        plan = Plan.of(message, reading.asked(), reading.withheld());
        bodies = reading.bodies();
        // What a list's objects are is said once, outside them; JSON has it in each.
        keepType("apiVersion", reading.apiVersion(), reading.asked());
        keepType("kind", reading.kind(), reading.asked());
    }

    private void keepType(String field, String value, PathTrie asked) {
        if (asked.asksAllOf(field)) {
            type.put(field, value);
        }
    }

    ReadObject read(byte[] bytes, int from, int to) throws UnreadableAnswerException {
        in.on(bytes, from);
        namespace = name = uid = resourceVersion = "";
        cutCount = 0;
        Map<String, Object> fields = new LinkedHashMap<>(type);
        while (in.at < to) {
            int start = in.at;
            int tag = in.tag(to);
            Plan.Step step = plan.step(tag >>> 3);
            if (tag >>> 3 == METADATA) {
                int end = in.lengthEnd(tag, to);
                metadataFrom = start;
                metadataTo = end;
                Map<String, Object> metadata = new LinkedHashMap<>();
                metadata(step == null ? null : step.plan(), end, metadata);
                if (step != null) {
                    fields.put(step.field.json(), metadata);
                }
            } else if (step == null) {
                in.skip(tag, to);
            } else {
                decoder.field(step, tag, to, fields);
            }
        }
        if (name.isEmpty()) {
            throw in.broken("an object without metadata.name");
        }
        byte[] body = !bodies ? NO_BODY : cutCount == 0 ? Arrays.copyOfRange(bytes, from, to) : cut(bytes, from, to);
        return new ReadObject(namespace, name, uid, resourceVersion, fields, body, Encoding.PROTOBUF);
    }

    private void metadata(@Nullable Plan meta, int end, Map<String, Object> tree) throws UnreadableAnswerException {
        while (in.at < end) {
            int start = in.at;
            int tag = in.tag(end);
            int number = tag >>> 3;
            Plan.Step step = meta == null ? null : meta.step(number);
            switch (number) {
                case NAME -> name = keep(step, text(tag, end), tree);
                case NAMESPACE -> namespace = keep(step, in.string(in.lengthEnd(tag, end), strings), tree);
                case UID -> uid = keep(step, text(tag, end), tree);
                case RESOURCE_VERSION -> resourceVersion = keep(step, text(tag, end), tree);
                case MANAGED_FIELDS -> {
                    in.skip(tag, end);
                    cut(start, in.at);
                }
                default -> {
                    if (step == null) {
                        in.skip(tag, end);
                    } else {
                        decoder.field(step, tag, end, tree);
                    }
                }
            }
        }
    }

    /** A string that does not repeat. */
    private String text(int tag, int end) throws UnreadableAnswerException {
        int to = in.lengthEnd(tag, end);
        String text = new String(in.bytes, in.at, to - in.at, StandardCharsets.UTF_8);
        in.at = to;
        return text;
    }

    private static String keep(Plan.@Nullable Step step, String text, Map<String, Object> tree) {
        if (step != null && step.below().whole() && !text.isEmpty()) {
            tree.put(step.field.json(), text);
        }
        return text;
    }

    /** Remembers a stretch of the metadata to leave out of the body. */
    private void cut(int from, int to) {
        if (cutCount > 0 && cuts[cutCount - 1] == from) {
            cuts[cutCount - 1] = to;
            return;
        }
        if (cutCount == cuts.length) {
            cuts = Arrays.copyOf(cuts, cutCount * 2);
        }
        cuts[cutCount++] = from;
        cuts[cutCount++] = to;
    }

    /** The object's bytes without the cuts, under a new length of its metadata. */
    private byte[] cut(byte[] bytes, int from, int to) throws UnreadableAnswerException {
        in.at = metadataFrom;
        in.tag(to);
        int tagTo = in.at;
        in.varint(to);
        int contentFrom = in.at;
        int length = metadataTo - contentFrom;
        for (int i = 0; i < cutCount; i += 2) {
            length -= cuts[i + 1] - cuts[i];
        }
        byte[] body = new byte[(tagTo - from) + sizeOfVarint(length) + length + (to - metadataTo)];
        System.arraycopy(bytes, from, body, 0, tagTo - from);
        int at = tagTo - from;
        for (int rest = length; ; rest >>>= 7) {
            body[at++] = (byte) (rest > 0x7F ? rest | 0x80 : rest);
            if (rest <= 0x7F) {
                break;
            }
        }
        int next = contentFrom;
        for (int i = 0; i < cutCount; i += 2) {
            System.arraycopy(bytes, next, body, at, cuts[i] - next);
            at += cuts[i] - next;
            next = cuts[i + 1];
        }
        System.arraycopy(bytes, next, body, at, to - next);
        return body;
    }

    private static int sizeOfVarint(int value) {
        return (31 - Integer.numberOfLeadingZeros(value | 1)) / 7 + 1;
    }
}
