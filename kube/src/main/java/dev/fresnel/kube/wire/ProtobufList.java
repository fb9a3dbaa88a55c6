package dev.fresnel.kube.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list in protobuf as its bytes arrive: see {@link ProtobufReader}. */
final class ProtobufList implements ListReader {
    private static final Plan META = Plan.whole(Schema.builtIn().get(Envelope.META, "ListMeta"));

    private final WireInput wire;
    private final ObjectDecoder objects;
    private final StringCache strings = new StringCache();
    private final ProtobufDecoder decoder = new ProtobufDecoder(strings, null);
    private final ProtobufScanner in = decoder.in;
    private long left;
    private ListMeta meta = ListMeta.NONE;

    ProtobufList(WireInput wire, ObjectDecoder objects) throws IOException {
        this.wire = wire;
        this.objects = objects;
        if (!wire.await(4) || !Envelope.begins(wire.bytes(), wire.from())) {
            throw new UnreadableAnswerException("the answer is not Kubernetes protobuf; it begins with "
                    + new String(wire.peek(20), StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "."));
        }
        wire.advance(4);
        while (wire.await(1)) {
            int tag = (int) varint("the envelope", Long.MAX_VALUE);
            long length = varint("the envelope", Long.MAX_VALUE);
            if (tag == (1 << 3 | ProtobufScanner.BYTES)) {
                wire.need(length, "the list's type");
                checkType((int) length);
            } else if (tag == (2 << 3 | ProtobufScanner.BYTES)) {
                left = length;
                return;
            } else {
                throw new UnreadableAnswerException("the envelope of a list holds an unknown field " + (tag >>> 3));
            }
        }
        throw new EOFException("the answer ends before its list begins");
    }

    private void checkType(int length) throws UnreadableAnswerException {
        in.on(wire.bytes(), wire.from());
        int end = in.at + length;
        String kind = "";
        while (in.at < end) {
            int tag = in.tag(end);
            if (tag == (2 << 3 | ProtobufScanner.BYTES)) {
                kind = in.string(in.end(end), strings);
            } else {
                in.skip(tag, end);
            }
        }
        if (!kind.endsWith("List")) {
            throw new UnreadableAnswerException("a list was asked for, and the answer is a " + kind);
        }
        wire.advance(length);
    }

    @Override
    public @Nullable ReadObject next() throws IOException {
        while (left > 0) {
            int tag = (int) varint("the list", left);
            if ((tag & 7) != ProtobufScanner.BYTES) {
                throw new UnreadableAnswerException("field " + (tag >>> 3) + " of a list holds no message");
            }
            long length = varint("the list", left);
            if (length < 0 || length > left) {
                throw new UnreadableAnswerException(
                        "an object of " + length + " bytes where " + left + " bytes of its list are left");
            }
            left -= length;
            switch (tag >>> 3) {
                case 1 -> {
                    wire.need(length, "the list's metadata");
                    in.on(wire.bytes(), wire.from());
                    readMeta(decoder.message(META, wire.from() + (int) length));
                    wire.advance((int) length);
                }
                case 2 -> {
                    wire.need(length, "an object");
                    ReadObject object = objects.read(wire.bytes(), wire.from(), wire.from() + (int) length);
                    wire.advance((int) length);
                    return object;
                }
                default -> wire.skip(length, "a field of the list");
            }
        }
        // Read to the end, so that a connection that can serve one request at a time is free again.
        while (wire.await(1)) {
            wire.advance(wire.there());
        }
        return null;
    }

    private void readMeta(Map<String, Object> tree) {
        meta = new ListMeta(
                tree.getOrDefault("resourceVersion", "").toString(),
                tree.getOrDefault("continue", "").toString(),
                tree.get("remainingItemCount") instanceof Long count ? count : -1);
    }

    private long varint(String where, long most) throws IOException {
        // Ten bytes at most; near the end of the answer there may be fewer.
        wire.await(10);
        in.on(wire.bytes(), wire.from());
        if (wire.there() == 0) {
            throw new EOFException("the answer ends within " + where);
        }
        long value = in.varint(wire.from() + (int) Math.min(wire.there(), most));
        left -= in.at - wire.from();
        wire.advance(in.at - wire.from());
        return value;
    }

    @Override
    public ListMeta meta() {
        return meta;
    }
}
