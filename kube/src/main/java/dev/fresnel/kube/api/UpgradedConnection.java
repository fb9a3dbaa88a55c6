package dev.fresnel.kube.api;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A connection that the API server has handed over (HTTP 101): bytes go both ways, in a protocol of their own. One thread may
 * read while another writes; any may close it.
 */
public interface UpgradedConnection extends Closeable {

    /** The first value of a header of the answer, whatever the case of its name. */
    Optional<String> header(String name);

    /** What the server sends. Reading fails once the connection is closed. */
    InputStream input();

    /** What the server is sent; it leaves with {@code flush}. */
    OutputStream output();

    /** Ends the connection at once. */
    @Override
    void close();
}
