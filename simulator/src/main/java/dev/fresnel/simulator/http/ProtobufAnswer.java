package dev.fresnel.simulator.http;

import dev.fresnel.kube.wire.ProtobufWriter;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes answers as protobuf: {@code k8s\0}, then a message of kind and version (1) and the object's own bytes (2). A list is
 * passed over twice, because its length stands before it: once to add up, once to write. Used by one thread.
 */
final class ProtobufAnswer {

    static final String STREAM = ProtobufBody.MEDIA_TYPE + ";stream=watch";

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final String META = "meta.k8s.io/v1";
    private static final int ITEMS = (2 << 3) | 2;

    private final ProtobufWriter writer = new ProtobufWriter(Json::bytes, SharedParts.KEPT_WITH_THEM);

    /** Writes an object, a Status, or a list whose items are made while they are passed over. */
    void write(Map<String, Object> tree, OutputStream out) throws IOException {
        if (tree.get("items") instanceof Iterable<?> items) {
            writeList(tree, items, out);
        } else {
            byte[] object = object(tree);
            out.write(head(tree, object.length));
            out.write(object);
        }
    }

    /** Writes an event of a watch, with its length before it. */
    void writeEvent(String type, Map<String, Object> object, OutputStream out) throws IOException {
        ByteArrayOutputStream enveloped = new ByteArrayOutputStream();
        write(object, enveloped);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        field(1, enveloped.toByteArray(), raw);
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        field(1, type.getBytes(StandardCharsets.UTF_8), event);
        field(2, raw.toByteArray(), event);
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(event.size()).array());
        event.writeTo(out);
    }

    private void writeList(Map<String, Object> list, Iterable<?> items, OutputStream out) throws IOException {
        String apiVersion = Tree.text(list, "apiVersion");
        String kind = Tree.text(list, "kind").replaceFirst("List$", "");
        byte[] metadata = writer.write(META, "ListMeta", Tree.map(list, "metadata"));
        long length = 1L + varintLength(metadata.length) + metadata.length;
        for (Object item : items) {
            int size = writer.write(apiVersion, kind, Tree.map(item)).length;
            length += 1 + varintLength(size) + size;
        }
        out.write(head(list, length));
        field(1, metadata, out);
        for (Object item : items) {
            byte[] object = writer.write(apiVersion, kind, Tree.map(item));
            out.write(ITEMS);
            varint(object.length, out);
            out.write(object);
        }
    }

    private byte[] object(Map<String, Object> tree) {
        String kind = Tree.text(tree, "kind");
        return writer.write(kind.equals("Status") ? META : Tree.text(tree, "apiVersion"), kind, tree);
    }

    /** What stands before an object's bytes. */
    private static byte[] head(Map<String, Object> tree, long length) throws IOException {
        ByteArrayOutputStream type = new ByteArrayOutputStream();
        field(1, Tree.text(tree, "apiVersion").getBytes(StandardCharsets.UTF_8), type);
        field(2, Tree.text(tree, "kind").getBytes(StandardCharsets.UTF_8), type);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(MAGIC);
        field(1, type.toByteArray(), head);
        head.write((2 << 3) | 2);
        varint(length, head);
        return head.toByteArray();
    }

    private static void field(int number, byte[] bytes, OutputStream out) throws IOException {
        out.write((number << 3) | 2);
        varint(bytes.length, out);
        out.write(bytes);
    }

    private static void varint(long value, OutputStream out) throws IOException {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static int varintLength(long value) {
        return value == 0 ? 1 : (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7;
    }
}
