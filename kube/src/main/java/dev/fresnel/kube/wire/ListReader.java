package dev.fresnel.kube.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A list as it arrives, object by object. */
public interface ListReader {

    /**
     * The next object, as soon as all of its bytes are there; null at the end.
     *
     * @throws UnreadableAnswerException where the bytes are not what they should be
     * @throws IOException as the stream throws; {@link java.io.EOFException} where it ends too early
     */
    @Nullable
    ReadObject next() throws IOException;

    /** What the list says of itself. It may come before the objects or, at the latest, with {@link #next}'s null. */
    ListMeta meta();
}
