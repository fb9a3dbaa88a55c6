package dev.fresnel.simulator.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What containers have written, as a kubelet would tell it. Thread-safe. */
public interface PodLogs {

    /**
     * Opens the log of one container, oldest line first.
     *
     * @throws dev.fresnel.simulator.storage.StatusException 400 where there is no log, such as for a container that
     *     waits to start or has no previous run
     */
    Lines open(String namespace, String pod, String container, Options options);

    /**
     * Which lines are wanted. All that is left out, such as how times are printed, the API server does itself.
     *
     * @param previous of the container's run before this one
     * @param follow whether lines that are yet to be written follow
     * @param since only lines from this time on; null for all
     * @param tailLines only so many of the newest lines written so far; null for all
     */
    record Options(
            boolean previous,
            boolean follow,
            @Nullable Instant since,
            @Nullable Long tailLines) {}

    /** One line, without its line break. */
    record Line(Instant time, String text) {}

    /** Lines as they are written. Used by one thread, but closed by any. */
    interface Lines extends AutoCloseable {

        /** The next line; waits for it when following. Null at the end, when the container is gone, or once closed. */
        @Nullable
        Line next() throws InterruptedException;

        /** Gives up: a thread that waits in {@link #next} gets null. */
        @Override
        void close();
    }
}
