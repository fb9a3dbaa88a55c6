package dev.fresnel.kube.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A watch as it arrives, event by event. */
public interface WatchReader {

    /**
     * The next event; waits for it. Null where the server ended the watch between events, as it does from time to time.
     *
     * @throws UnreadableAnswerException where the bytes are not what they should be
     * @throws IOException as the stream throws; {@link java.io.EOFException} where it ends within an event
     */
    @Nullable
    WatchEvent next() throws IOException;

    /** Whether more has arrived already, so that {@link #next} would hardly wait. */
    boolean more() throws IOException;
}
