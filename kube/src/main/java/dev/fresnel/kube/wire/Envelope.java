package dev.fresnel.kube.wire;

import java.util.Map;

/** What the API server puts protobuf objects into: {@code k8s\0}, then {@code runtime.Unknown}, the object in its field 2. */
final class Envelope {

    /** The apiVersion under which {@link Schema} has the messages that lists and watches are made of. */
    static final String META = "meta.k8s.io/v1";

    /** All of a Status. */
    static final Plan STATUS = Plan.whole(Schema.builtIn().get(META, "Status"));

    private Envelope() {}

    /** Whether an envelope begins here; four bytes are looked at. */
    static boolean begins(byte[] bytes, int at) {
        return bytes[at] == 'k' && bytes[at + 1] == '8' && bytes[at + 2] == 's' && bytes[at + 3] == 0;
    }

    /** Moves the scanner from the begin of an envelope to that of the object in it, and returns where the object ends. */
    static int open(ProtobufScanner in, int end) throws UnreadableAnswerException {
        if (end - in.at < 4 || !begins(in.bytes, in.at)) {
            throw in.broken("an object should begin with k8s");
        }
        in.at += 4;
        while (in.at < end) {
            int tag = in.tag(end);
            if (tag == (2 << 3 | ProtobufScanner.BYTES)) {
                return in.end(end);
            }
            in.skip(tag, end);
        }
        return end;
    }

    /** The Status in an envelope, as a tree. */
    static Map<String, Object> status(byte[] body) throws UnreadableAnswerException {
        ProtobufDecoder decoder = new ProtobufDecoder(new StringCache(), null);
        decoder.in.on(body, 0);
        int end = open(decoder.in, body.length);
        return decoder.message(STATUS, end);
    }
}
