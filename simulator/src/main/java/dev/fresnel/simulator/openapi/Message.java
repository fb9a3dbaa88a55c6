package dev.fresnel.simulator.openapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A protobuf message that is being written, field by field. As in proto3, what is missing, empty, zero or false takes no
 * bytes; only what is within a list does, and messages. Used by one thread.
 */
final class Message {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] bytes() {
        return bytes.toByteArray();
    }

    Message text(int field, @Nullable Object text) {
        if (text instanceof String string && !string.isEmpty()) {
            bytes(field, string.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    Message message(int field, Message message) {
        bytes(field, message.bytes());
        return this;
    }

    Message flag(int field, @Nullable Object flag) {
        return number(field, Boolean.TRUE.equals(flag) ? 1 : 0);
    }

    Message number(int field, @Nullable Object number) {
        if (number instanceof Number value && value.longValue() != 0) {
            tag(field, VARINT);
            varint(value.longValue());
        }
        return this;
    }

    Message real(int field, @Nullable Object number) {
        if (number instanceof Number value && value.doubleValue() != 0) {
            tag(field, FIXED_64);
            long bits = Double.doubleToLongBits(value.doubleValue());
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                bytes.write((int) (bits >>> shift));
            }
        }
        return this;
    }

    private void bytes(int field, byte[] content) {
        tag(field, BYTES);
        varint(content.length);
        bytes.writeBytes(content);
    }

    private void tag(int field, int form) {
        varint((field << 3) | form);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
