package dev.fresnel.kube.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Answers as the API server would write them in protobuf. */
public final class Frames {

    private Frames() {}

    public static byte[] envelope(String apiVersion, String kind, ByteString raw) {
        byte[] unknown = Runtime.Unknown.newBuilder()
                .setTypeMeta(
                        Runtime.TypeMeta.newBuilder().setApiVersion(apiVersion).setKind(kind))
                .setRaw(raw)
                .setContentEncoding("")
                .setContentType("")
                .build()
                .toByteArray();
        byte[] bytes = new byte[unknown.length + 4];
        bytes[0] = 'k';
        bytes[1] = '8';
        bytes[2] = 's';
        System.arraycopy(unknown, 0, bytes, 4, unknown.length);
        return bytes;
    }

    /** All lists of the API have the same fields, so PodList's message serves for any. */
    public static byte[] list(String apiVersion, String kind, Meta.ListMeta meta, List<? extends Message> items) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(raw);
            out.writeMessage(1, meta);
            for (Message item : items) {
                out.writeMessage(2, item);
            }
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return envelope(apiVersion, kind + "List", ByteString.copyFrom(raw.toByteArray()));
    }

    public static byte[] event(String type, String apiVersion, String kind, Message object) {
        byte[] event = Meta.WatchEvent.newBuilder()
                .setType(type)
                .setObject(Runtime.RawExtension.newBuilder()
                        .setRaw(ByteString.copyFrom(envelope(apiVersion, kind, object.toByteString()))))
                .build()
                .toByteArray();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(frame);
            out.writeInt(event.length);
            out.write(event);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return frame.toByteArray();
    }

    public static byte[] concat(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** A stream that gives the bytes before {@code split} and those after it in separate reads. */
    public static InputStream split(byte[] bytes, int split) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, pos < split ? Math.min(length, split - pos) : length);
            }
        };
    }
}
