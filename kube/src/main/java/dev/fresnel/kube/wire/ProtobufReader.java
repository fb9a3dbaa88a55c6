package dev.fresnel.kube.wire;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads {@code application/vnd.kubernetes.protobuf}, straight from the bytes.
 *
 * <pre>
 *   list    k8s\0 Unknown{ typeMeta=1 { apiVersion=1 kind=2 }  raw=2 { metadata=1  items=2 items=2 … } }
 *   watch   ( length, four bytes, big-endian   WatchEvent{ type=1  object=2 { raw=1 { k8s\0 Unknown{ …  raw=2 } } } } )*
 * </pre>
 *
 * A list's objects are handed on one by one as their bytes arrive. For one thread.
 */
public final class ProtobufReader implements ObjectReader {

    private final ObjectDecoder objects;

    /** @throws IllegalArgumentException for a kind that {@link Schema} does not know, unless only metadata is read */
    public ProtobufReader(Reading reading) {
        objects = new ObjectDecoder(
                reading.metadataOnly()
                        ? Schema.builtIn().get(Envelope.META, "PartialObjectMetadata")
                        : Schema.builtIn().get(reading.apiVersion(), reading.kind()),
                reading);
    }

    @Override
    public ListReader list(InputStream body) throws IOException {
        return new ProtobufList(new WireInput(body), objects);
    }

    @Override
    public WatchReader watch(InputStream body) {
        return new ProtobufWatch(new WireInput(body), objects);
    }
}
