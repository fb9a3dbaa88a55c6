package dev.fresnel.simulator.stream.wire;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A connection with a client, as bytes. One thread may read while others write; whoever writes more than the client takes
 * waits.
 */
public interface Wire extends AutoCloseable {

    InputStream input();

    /** Flushing sends what was written. */
    OutputStream output();

    /** Ends it, for threads that read or write too. */
    @Override
    void close();
}
