package dev.fresnel.kube.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A named entry of one file: either a value, or what is wrong with it. A broken entry still takes its name: a later file
 * does not replace it.
 *
 * @param value null where the entry cannot be used
 * @param fault why not, the end of a sentence; null where it can
 */
record Entry<T>(
        String name,
        @Nullable T value,
        @Nullable String fault,
        @Nullable Path file,
        int line,
        int column) {}
