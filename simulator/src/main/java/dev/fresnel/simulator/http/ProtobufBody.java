package dev.fresnel.simulator.http;

import dev.fresnel.kube.wire.ProtobufToJson;
import dev.fresnel.kube.wire.Schema;
import dev.fresnel.kube.wire.UnreadableAnswerException;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads objects that clients send as protobuf, as kubectl does with those it has Go types for: the bytes {@code k8s\0},
 * then a message of kind and version (1) and the object's own bytes (2).
 */
final class ProtobufBody {

    static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int LENGTH_DELIMITED = 2;

    private final byte[] bytes;
    private int at;

    private ProtobufBody(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /**
     * The object as a tree.
     *
     * @throws StatusException 400 for bytes that are none, or a kind that is not built in
     */
    static Object read(byte[] body) {
        if (body.length < MAGIC.length || !Arrays.equals(Arrays.copyOf(body, MAGIC.length), MAGIC)) {
            throw broken("it does not begin with k8s");
        }
        try {
            byte[][] envelope = new ProtobufBody(body, MAGIC.length).fields();
            byte[][] type = new ProtobufBody(envelope[1], 0).fields();
            String apiVersion = new String(type[1], StandardCharsets.UTF_8);
            String kind = new String(type[2], StandardCharsets.UTF_8);
            // options are the same in all groups, and come under the name of any
            String schemaVersion = kind.equals("DeleteOptions") ? "meta.k8s.io/v1" : apiVersion;
            if (!Schema.builtIn().knows(schemaVersion, kind)) {
                throw broken("nothing is known of " + apiVersion + " " + kind + "; send it as JSON");
            }
            return Json.read(new String(
                    ProtobufToJson.convert(schemaVersion, kind, envelope[2]).json(), StandardCharsets.UTF_8));
        } catch (UnreadableAnswerException | Json.MalformedJsonException | IndexOutOfBoundsException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    /** The first two length-delimited fields of a message, at their numbers; empty where they are missing. */
    private byte[][] fields() {
        byte[][] fields = {{}, {}, {}};
        while (at < bytes.length) {
            int tag = varint();
            if ((tag & 7) != LENGTH_DELIMITED) {
                throw new IndexOutOfBoundsException("a field of another form than bytes");
            }
            int length = varint();
            if (length < 0 || length > bytes.length - at) {
                throw new IndexOutOfBoundsException("a field is longer than the body");
            }
            if (tag >>> 3 < fields.length) {
                fields[tag >>> 3] = Arrays.copyOfRange(bytes, at, at + length);
            }
            at += length;
        }
        return fields;
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number is too long");
    }

    private static StatusException broken(String why) {
        return StatusException.badRequest("the object provided is unrecognized as protobuf: " + why);
    }
}
