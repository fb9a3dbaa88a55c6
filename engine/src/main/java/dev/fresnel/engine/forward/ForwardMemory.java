package dev.fresnel.engine.forward;

import java.io.IOException;
import java.util.List;

/** Remembers what was forwarded. Calls take some milliseconds. Thread-safe. */
public interface ForwardMemory {

    /**
     * What was forwarded when it was last kept, in that order.
     *
     * @throws IOException if it cannot be read; the message says why
     */
    List<ForwardSpec> all() throws IOException;

    /**
     * Keeps exactly these.
     *
     * @throws IOException if they cannot be kept
     */
    void keep(List<ForwardSpec> forwards) throws IOException;
}
