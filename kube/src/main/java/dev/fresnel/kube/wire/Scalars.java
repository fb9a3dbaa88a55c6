package dev.fresnel.kube.wire;

import org.jspecify.annotations.Nullable;

/** Messages that JSON writes as one value. The scanner stands at the message's begin and is left at its end. */
final class Scalars {

    private Scalars() {}

    /** {@code metav1.Time}; the zero time has no bytes, and JSON writes null for it. */
    static @Nullable Object time(ProtobufScanner in, int end, @Nullable Object zero) throws UnreadableAnswerException {
        if (in.at == end) {
            return zero;
        }
        long seconds = 0;
        while (in.at < end) {
            int tag = in.tag(end);
            if (tag >>> 3 == 1) {
                seconds = in.number(tag, end);
            } else {
                in.skip(tag, end);
            }
        }
        return Times.seconds(seconds);
    }

    /** {@code metav1.MicroTime}. */
    static @Nullable Object microTime(ProtobufScanner in, int end, @Nullable Object zero)
            throws UnreadableAnswerException {
        if (in.at == end) {
            return zero;
        }
        long seconds = 0;
        long nanos = 0;
        while (in.at < end) {
            int tag = in.tag(end);
            switch (tag >>> 3) {
                case 1 -> seconds = in.number(tag, end);
                case 2 -> nanos = in.number(tag, end);
                default -> in.skip(tag, end);
            }
        }
        return Times.micros(seconds, (int) nanos);
    }

    /** {@code resource.Quantity}. */
    static String quantity(ProtobufScanner in, int end, StringCache strings) throws UnreadableAnswerException {
        String text = "";
        while (in.at < end) {
            int tag = in.tag(end);
            if (tag >>> 3 == 1) {
                text = in.string(in.lengthEnd(tag, end), strings);
            } else {
                in.skip(tag, end);
            }
        }
        return text.isEmpty() ? "0" : text;
    }

    /** {@code intstr.IntOrString}. */
    static Object intOrString(ProtobufScanner in, int end, StringCache strings) throws UnreadableAnswerException {
        boolean isString = false;
        long number = 0;
        String text = "";
        while (in.at < end) {
            int tag = in.tag(end);
            switch (tag >>> 3) {
                case 1 -> isString = in.number(tag, end) == 1;
                case 2 -> number = in.number(tag, end);
                case 3 -> text = in.string(in.lengthEnd(tag, end), strings);
                default -> in.skip(tag, end);
            }
        }
        return isString ? (Object) text : (Object) number;
    }

    /** Finds the bytes in a message of one field: leaves the scanner at their begin, and returns their end. */
    static int raw(ProtobufScanner in, int end) throws UnreadableAnswerException {
        int from = end;
        int to = end;
        while (in.at < end) {
            int tag = in.tag(end);
            if (tag >>> 3 == 1) {
                to = in.lengthEnd(tag, end);
                from = in.at;
                in.at = to;
            } else {
                in.skip(tag, end);
            }
        }
        in.at = from;
        return to;
    }
}
