package dev.fresnel.kube.wire;

/** Walks the protobuf in an array: tags, numbers, lengths. Every step stays within the end it is given. For one thread. */
final class ProtobufScanner {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    byte[] bytes = new byte[0];
    int at;

    /** Begins anew. */
    void on(byte[] array, int from) {
        bytes = array;
        at = from;
    }

    /** A field's tag: its number times eight plus how it is written. */
    int tag(int end) throws UnreadableAnswerException {
        long tag = varint(end);
        if (tag <= 7 || tag > Integer.MAX_VALUE) {
            throw broken("no field has the tag " + tag);
        }
        return (int) tag;
    }

    long varint(int end) throws UnreadableAnswerException {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw broken("a number is cut off");
            }
            byte b = bytes[at++];
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw broken("a number is longer than ten bytes");
    }

    /** A length, and with it the place where what it measures ends. */
    int end(int end) throws UnreadableAnswerException {
        long length = varint(end);
        if (length < 0 || length > end - at) {
            throw broken("a length of " + length + " where " + (end - at) + " bytes are left");
        }
        return at + (int) length;
    }

    /** The number that follows a tag. */
    long number(int tag, int end) throws UnreadableAnswerException {
        if ((tag & 7) != VARINT) {
            throw broken("field " + (tag >>> 3) + " should hold a number");
        }
        return varint(end);
    }

    /** The end of the string, bytes or message that follows a tag. */
    int lengthEnd(int tag, int end) throws UnreadableAnswerException {
        if ((tag & 7) != BYTES) {
            throw broken("field " + (tag >>> 3) + " should hold a length and bytes");
        }
        return end(end);
    }

    /** The string up to a place. */
    String string(int end, StringCache strings) {
        String text = strings.get(bytes, at, end - at);
        at = end;
        return text;
    }

    /** Passes over the value that follows a tag. */
    void skip(int tag, int end) throws UnreadableAnswerException {
        switch (tag & 7) {
            case VARINT -> varint(end);
            case FIXED64 -> pass(8, end);
            case BYTES -> at = end(end);
            case FIXED32 -> pass(4, end);
            default -> throw broken("field " + (tag >>> 3) + " is written in the way " + (tag & 7));
        }
    }

    double fixed64(int end) throws UnreadableAnswerException {
        int from = at;
        pass(8, end);
        long bits = 0;
        for (int i = 7; i >= 0; i--) {
            bits = (bits << 8) | (bytes[from + i] & 0xFF);
        }
        return Double.longBitsToDouble(bits);
    }

    private void pass(int count, int end) throws UnreadableAnswerException {
        if (end - at < count) {
            throw broken("a number is cut off");
        }
        at += count;
    }

    UnreadableAnswerException broken(String what) {
        return new UnreadableAnswerException("the protobuf of an object is broken at byte " + at + ": " + what);
    }
}
