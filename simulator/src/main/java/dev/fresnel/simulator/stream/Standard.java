package dev.fresnel.simulator.stream;

import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The standard streams of a process, as a client has asked for them. What was not asked for reads as empty, and takes
 * everything.
 *
 * @param window of the terminal that they belong to, which takes keys and shows everything on standard output; null if
 *     there is none
 */
public record Standard(
        InputStream in,
        OutputStream out,
        OutputStream err,
        @Nullable Window window) {}
