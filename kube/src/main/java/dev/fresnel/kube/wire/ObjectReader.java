package dev.fresnel.kube.wire;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the answers to lists and watches of one Kind in one encoding. It remembers strings that repeat, so keep it as long
 * as the Kind is read. For one thread.
 */
public sealed interface ObjectReader permits ProtobufReader, JsonReader {

    /** @throws IllegalArgumentException for protobuf of a kind that {@link Schema} does not know */
    static ObjectReader of(Reading reading, Encoding encoding) {
        return switch (encoding) {
            case PROTOBUF -> new ProtobufReader(reading);
            case JSON -> new JsonReader(reading);
        };
    }

    /**
     * Begins to read a list.
     *
     * @param body the answer's body, read as it arrives
     * @throws UnreadableAnswerException where it is not a list
     * @throws IOException as the stream throws
     */
    ListReader list(InputStream body) throws IOException;

    /** Begins to read a watch: nothing is read yet. */
    WatchReader watch(InputStream body);
}
