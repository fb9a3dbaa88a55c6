package dev.fresnel.kube.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects of built-in kinds as protobuf, from trees as JSON has them: what an API server does. Fields that a kind
 * does not have are left out.
 *
 * <p>It writes from the end to the beginning, so that the length of a message is known when it is to stand before it:
 *
 * <pre>
 *   buffer  [          free          | tag length … | tag length … ]
 *                                    ^ at
 * </pre>
 *
 * For one thread.
 */
public final class ProtobufWriter {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /**
     * Keeps what parts of objects look like that many objects share, such as the containers of a ReplicaSet's pods, so that
     * each is written once. A part is told by its identity.
     */
    public interface Shared {

        /** Remembers no part. */
        Shared NOTHING = new Shared() {
            @Override
            public byte @Nullable [] recall(Map<?, ?> part, Object type) {
                return null;
            }

            @Override
            public boolean wants(Map<?, ?> part) {
                return false;
            }

            @Override
            public void keep(Map<?, ?> part, Object type, byte[] message) {}
        };

        /** The part's message as kept before for the same type, or null. */
        byte @Nullable [] recall(Map<?, ?> part, Object type);

        /** Whether the part is one that is worth keeping. */
        boolean wants(Map<?, ?> part);

        void keep(Map<?, ?> part, Object type, byte[] message);
    }

    private final Function<Object, byte[]> json;
    private final Shared shared;
    private byte[] buffer = new byte[8192];
    private int at = buffer.length;

    /** @param json how values are written of which only JSON is known */
    public ProtobufWriter(Function<Object, byte[]> json) {
        this(json, Shared.NOTHING);
    }

    /** As {@link #ProtobufWriter(Function)}, for objects that share parts. */
    public ProtobufWriter(Function<Object, byte[]> json, Shared shared) {
        this.json = json;
        this.shared = shared;
    }

    /**
     * The message of an object, without the envelope around it.
     *
     * @throws IllegalArgumentException where {@link Schema} does not know the kind
     */
    public byte[] write(String apiVersion, String kind, Map<String, ?> object) {
        at = buffer.length;
        message(Schema.builtIn().get(apiVersion, kind), object);
        return Arrays.copyOfRange(buffer, at, buffer.length);
    }

    private void message(MessageType type, Map<?, ?> object) {
        for (FieldType field : type.fields().reversed()) {
            MessageType message = field.message();
            if (field.inline() && message != null) {
                int before = used();
                message(message, object);
                if (used() != before) {
                    header(field.number(), before);
                }
            } else {
                field(field, object.get(field.json()));
            }
        }
    }

    private void field(FieldType field, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> map when field.map() -> entries(field, map);
            case List<?> list when field.repeated() -> list.reversed().forEach(member -> single(field, member));
            case null -> {}
            default -> {
                if (!field.map() && !field.repeated()) {
                    single(field, value);
                }
            }
        }
    }

    private void entries(FieldType field, Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : new ArrayList<Map.Entry<?, ?>>(map.entrySet()).reversed()) {
            int before = used();
            value(field, 2, entry.getValue());
            text(1, entry.getKey().toString());
            header(field.number(), before);
        }
    }

    private void single(FieldType field, @Nullable Object value) {
        value(field, field.number(), value);
    }

    private void value(FieldType field, int number, @Nullable Object value) {
        switch (field.type()) {
            case STRING -> {
                if (value instanceof String text) {
                    text(number, text);
                }
            }
            case BYTES -> {
                if (value instanceof String text) {
                    bytes(number, Base64.getDecoder().decode(text));
                }
            }
            case INT -> {
                if (value instanceof Number whole) {
                    whole(number, whole.longValue());
                }
            }
            case BOOL -> {
                if (value instanceof Boolean truth) {
                    whole(number, truth ? 1 : 0);
                }
            }
            case DOUBLE -> {
                if (value instanceof Number real) {
                    real(number, real.doubleValue());
                }
            }
            case MESSAGE -> {
                MessageType message = field.message();
                if (message != null && value == null && message.form() == MessageType.Form.RAW_JSON) {
                    int before = used();
                    bytes(1, NULL);
                    header(number, before);
                } else if (message != null && value != null) {
                    int before = used();
                    if (form(message, value)) {
                        header(number, before);
                    }
                }
            }
        }
    }

    /** Writes what a message of a form holds; tells whether the value could be one. */
    private boolean form(MessageType type, Object value) {
        return switch (type.form()) {
            case OBJECT -> {
                if (value instanceof Map<?, ?> map) {
                    if (shared.wants(map)) {
                        part(type, map);
                    } else {
                        message(type, map);
                    }
                }
                yield value instanceof Map<?, ?>;
            }
            case TIME, MICRO_TIME -> value instanceof String text && time(text);
            case QUANTITY -> {
                text(1, value.toString());
                yield value instanceof String || value instanceof Number;
            }
            case INT_OR_STRING -> {
                if (value instanceof String text) {
                    text(3, text);
                    whole(1, 1);
                } else if (value instanceof Number number) {
                    whole(2, number.longValue());
                    whole(1, 0);
                }
                yield true;
            }
            case RAW_JSON -> {
                bytes(1, json.apply(value));
                yield true;
            }
            case ITEMS -> {
                field(type.fields().getFirst(), value);
                yield true;
            }
            case SCHEMA_OR_BOOL -> alternative(type, value instanceof Boolean ? 1 : 2, value);
            case SCHEMA_OR_LIST -> alternative(type, value instanceof List<?> ? 2 : 1, value);
        };
    }

    private void part(MessageType type, Map<?, ?> part) {
        byte[] known = shared.recall(part, type);
        if (known != null) {
            raw(known);
            return;
        }
        int before = used();
        message(type, part);
        shared.keep(part, type, Arrays.copyOfRange(buffer, at, at + used() - before));
    }

    private boolean alternative(MessageType type, int number, Object value) {
        FieldType field = type.field(number);
        if (field != null) {
            field(field, value);
        }
        return field != null;
    }

    private boolean time(String text) {
        try {
            Instant time = Instant.parse(text);
            long seconds = time.getEpochSecond();
            int nanos = time.getNano();
            if (nanos != 0) {
                whole(2, nanos);
            }
            whole(1, seconds);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void text(int number, String text) {
        bytes(number, text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(int number, byte[] bytes) {
        int before = used();
        raw(bytes);
        header(number, before);
    }

    private void raw(byte[] bytes) {
        room(bytes.length);
        at -= bytes.length;
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
    }

    private void whole(int number, long value) {
        varint(value);
        varint((long) number << 3 | VARINT);
    }

    private void real(int number, double value) {
        room(Double.BYTES);
        long bits = Double.doubleToLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[--at] = (byte) (bits >>> shift);
        }
        varint((long) number << 3 | FIXED64);
    }

    /** How much is written; it stays so when the buffer grows, unlike {@code at}. */
    private int used() {
        return buffer.length - at;
    }

    /** Writes the header of what has been written since. */
    private void header(int number, int before) {
        varint(used() - before);
        varint((long) number << 3 | BYTES);
    }

    private void varint(long value) {
        int length = 1;
        for (long rest = value >>> 7; rest != 0; rest >>>= 7) {
            length++;
        }
        room(length);
        at -= length;
        for (int i = 0; i < length; i++) {
            buffer[at + i] = (byte) (((value >>> (7 * i)) & 0x7f) | (i < length - 1 ? 0x80 : 0));
        }
    }

    private void room(int bytes) {
        if (at < bytes) {
            int used = used();
            byte[] larger = new byte[Math.max(buffer.length * 2, used + bytes)];
            System.arraycopy(buffer, at, larger, larger.length - used, used);
            buffer = larger;
            at = larger.length - used;
        }
    }
}
