package dev.fresnel.simulator.http;

import dev.fresnel.kube.wire.ProtobufWriter;
import dev.fresnel.simulator.tree.SharedMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps with the parts that many objects share what they look like as protobuf. Thread-safe. */
enum SharedParts implements ProtobufWriter.Shared {
    KEPT_WITH_THEM;

    private record Message(Object type, byte[] bytes) {}

    @Override
    public boolean wants(Map<?, ?> part) {
        return part instanceof SharedMap;
    }

    @Override
    public byte @Nullable [] recall(Map<?, ?> part, Object type) {
        return part instanceof SharedMap shared
                        && shared.kept() instanceof Message message
                        && message.type().equals(type)
                ? message.bytes()
                : null;
    }

    @Override
    public void keep(Map<?, ?> part, Object type, byte[] message) {
        if (part instanceof SharedMap shared) {
            shared.keep(new Message(type, message));
        }
    }
}
