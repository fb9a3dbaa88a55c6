package dev.fresnel.kube.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the protobuf messages of Kubernetes' built-in kinds. Loaded once from {@code kubernetes.schema}, which
 * the build makes from the descriptors of client-java-proto (see {@code src/schema}). Immutable.
 */
public final class Schema {

    private static final int MAGIC = 0x46524531;
    private static final Schema BUILT_IN = load();

    private final Map<String, Map<String, MessageType>> kinds = new HashMap<>();

    private Schema() {}

    /** The kinds of the API server itself. */
    public static Schema builtIn() {
        return BUILT_IN;
    }

    /**
     * Whether objects of a kind can be read from protobuf.
     *
     * @param apiVersion as in manifests: {@code v1}, {@code apps/v1}
     * @param kind in camel case: {@code Deployment}
     */
    public boolean knows(String apiVersion, String kind) {
        return find(apiVersion, kind) != null;
    }

    /** All kinds that {@link #knows} answers yes to, as {@code apiVersion/kind}, in no order. */
    public Stream<String> names() {
        return kinds.entrySet().stream()
                .flatMap(version -> version.getValue().keySet().stream().map(kind -> version.getKey() + "/" + kind));
    }

    @Nullable
    MessageType find(String apiVersion, String kind) {
        return kinds.getOrDefault(apiVersion, Map.of()).get(kind);
    }

    MessageType get(String apiVersion, String kind) {
        MessageType type = find(apiVersion, kind);
        if (type == null) {
            throw new IllegalArgumentException("there is no protobuf schema for " + apiVersion + " " + kind
                    + ": ask for JSON, or whether Schema knows it");
        }
        return type;
    }

    private static Schema load() {
        try (InputStream in = Schema.class.getResourceAsStream("kubernetes.schema")) {
            return read(new DataInputStream(new BufferedInputStream(
                    Objects.requireNonNull(in, "kubernetes.schema is not on the class path: build with Maven"))));
        } catch (IOException broken) {
            throw new IllegalStateException("kubernetes.schema cannot be read: build it again", broken);
        }
    }

    private static Schema read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("it does not begin as it should");
        }
        record Named(String apiVersion, String kind, int message) {}
        record Field(int owner, int number, String json, int type, int flags, int message) {}
        List<Named> named = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            named.add(new Named(in.readUTF(), in.readUTF(), in.readUnsignedShort()));
        }
        MessageType[] messages = new MessageType[in.readUnsignedShort()];
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < messages.length; i++) {
            messages[i] = new MessageType(in.readUTF(), MessageType.Form.valueOf(in.readUTF()));
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                fields.add(new Field(
                        i,
                        in.readUnsignedShort(),
                        in.readUTF().intern(),
                        in.readByte(),
                        in.readByte(),
                        in.readShort()));
            }
        }
        FieldType.Type[] types = FieldType.Type.values();
        for (Field field : fields) {
            messages[field.owner].add(new FieldType(
                    field.number,
                    field.json,
                    types[field.type],
                    field.flags,
                    field.message < 0 ? null : messages[field.message]));
        }
        Schema schema = new Schema();
        for (Named each : named) {
            schema.kinds.computeIfAbsent(each.apiVersion, _ -> new HashMap<>()).put(each.kind, messages[each.message]);
        }
        return schema;
    }
}
