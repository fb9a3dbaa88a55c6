package dev.fresnel.testbed.weather;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Events of a watch as they stand on the wire: lines of JSON, or protobuf with a length of four bytes before each. */
enum Frames {
    JSON {
        @Override
        int end(byte[] bytes, int from, int to) {
            for (int at = from; at < to; at++) {
                if (bytes[at] == '\n') {
                    return at + 1;
                }
            }
            return -1;
        }

        @Override
        byte[] failure(Mishap.Failure failure) {
            return """
                    {"type":"ERROR","object":%s}
                    """.formatted(Statuses.json(failure.code(), failure.reason(), failure.message()))
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        byte[] half() {
            return "{\"type\":\"MODIFIED\",\"object\":{\"apiVersion\":\"v1\",\"ki".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        byte[] garbage() {
            return "{\"type\":\"MODIFIED\",\"object\":}}]\u0000{\n".getBytes(StandardCharsets.UTF_8);
        }
    },
    PROTOBUF {
        @Override
        int end(byte[] bytes, int from, int to) {
            if (to - from < 4) {
                return -1;
            }
            int end = from + 4 + ByteBuffer.wrap(bytes, from, 4).getInt();
            return end <= to ? end : -1;
        }

        @Override
        byte[] failure(Mishap.Failure failure) {
            byte[] status = message(out -> {
                field(out, 2, "Failure".getBytes(StandardCharsets.UTF_8));
                field(out, 3, failure.message().getBytes(StandardCharsets.UTF_8));
                field(out, 4, failure.reason().getBytes(StandardCharsets.UTF_8));
                out.write(6 << 3);
                number(out, failure.code());
                return out;
            });
            byte[] envelope = message(out -> {
                out.writeBytes(new byte[] {'k', '8', 's', 0});
                field(out, 1, message(type -> {
                    field(type, 1, "v1".getBytes(StandardCharsets.UTF_8));
                    field(type, 2, "Status".getBytes(StandardCharsets.UTF_8));
                    return type;
                }));
                field(out, 2, status);
                return out;
            });
            byte[] event = message(out -> {
                field(out, 1, "ERROR".getBytes(StandardCharsets.UTF_8));
                field(out, 2, message(raw -> {
                    field(raw, 1, envelope);
                    return raw;
                }));
                return out;
            });
            return ByteBuffer.allocate(4 + event.length)
                    .putInt(event.length)
                    .put(event)
                    .array();
        }

        @Override
        byte[] half() {
            return new byte[] {0, 0, 9, 0, 10, 8, 'M', 'O', 'D', 'I'};
        }

        @Override
        byte[] garbage() {
            return new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1, 2, 3, 4, 5};
        }
    };

    /** Where the event that begins at {@code from} ends, -1 where it is not all there. */
    abstract int end(byte[] bytes, int from, int to);

    /** An event that tells of a failure. */
    abstract byte[] failure(Mishap.Failure failure);

    /** The beginning of an event. */
    abstract byte[] half();

    /** What is no event. */
    abstract byte[] garbage();

    private static byte[] message(Function<ByteArrayOutputStream, ByteArrayOutputStream> fields) {
        return fields.apply(new ByteArrayOutputStream()).toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
        out.write((number << 3) | 2);
        number(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        int left = value;
        while (left > 0x7f) {
            out.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }
}
