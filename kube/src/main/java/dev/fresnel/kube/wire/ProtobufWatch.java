package dev.fresnel.kube.wire;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A watch in protobuf as its bytes arrive: see {@link ProtobufReader}. */
final class ProtobufWatch implements WatchReader {
    private static final Plan PARTIAL = Plan.whole(Schema.builtIn().get(Envelope.META, "PartialObjectMetadata"));

    private final WireInput wire;
    private final ObjectDecoder objects;
    private final StringCache strings = new StringCache();
    private final ProtobufDecoder decoder = new ProtobufDecoder(strings, null);
    private final ProtobufScanner in = decoder.in;

    ProtobufWatch(WireInput wire, ObjectDecoder objects) {
        this.wire = wire;
        this.objects = objects;
    }

    @Override
    public @Nullable WatchEvent next() throws IOException {
        while (true) {
            if (!wire.await(4)) {
                if (wire.there() == 0) {
                    return null;
                }
                throw new EOFException("the answer ends within the length of an event");
            }
            byte[] bytes = wire.bytes();
            int at = wire.from();
            int length = (bytes[at] & 0xFF) << 24
                    | (bytes[at + 1] & 0xFF) << 16
                    | (bytes[at + 2] & 0xFF) << 8
                    | (bytes[at + 3] & 0xFF);
            wire.advance(4);
            wire.need(Integer.toUnsignedLong(length), "an event");
            WatchEvent event = event(length);
            wire.advance(length);
            if (event != null) {
                return event;
            }
        }
    }

    /** The event, or null for one of a type that came after this was written. */
    private @Nullable WatchEvent event(int length) throws UnreadableAnswerException {
        in.on(wire.bytes(), wire.from());
        int end = in.at + length;
        String type = "";
        int from = -1;
        int to = -1;
        while (in.at < end) {
            int tag = in.tag(end);
            switch (tag >>> 3) {
                case 1 -> type = in.string(in.lengthEnd(tag, end), strings);
                case 2 -> {
                    int extensionTo = in.lengthEnd(tag, end);
                    while (in.at < extensionTo) {
                        int inner = in.tag(extensionTo);
                        if (inner >>> 3 == 1) {
                            to = in.lengthEnd(inner, extensionTo);
                            from = in.at;
                            in.at = to;
                        } else {
                            in.skip(inner, extensionTo);
                        }
                    }
                }
                default -> in.skip(tag, end);
            }
        }
        if (from < 0) {
            throw in.broken("an event " + type + " without an object");
        }
        in.at = from;
        int objectTo = Envelope.open(in, to);
        return switch (type) {
            case "ADDED", "MODIFIED" -> new WatchEvent.Upserted(objects.read(in.bytes, in.at, objectTo));
            case "DELETED" -> new WatchEvent.Deleted(objects.read(in.bytes, in.at, objectTo));
            case "BOOKMARK" -> WatchEvent.Bookmark.of(decoder.message(PARTIAL, objectTo));
            case "ERROR" -> new WatchEvent.Failure(ApiStatus.of(decoder.message(Envelope.STATUS, objectTo)));
            default -> null;
        };
    }

    @Override
    public boolean more() throws IOException {
        return wire.more();
    }
}
