package dev.fresnel.kube.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of which container.
 *
 * @param previous of the run before this one
 * @param since from then on, null for all that is kept
 * @param tail only so many of the newest that are there already, null for all
 */
public record LogRequest(
        String namespace,
        String pod,
        String container,
        boolean previous,
        @Nullable Instant since,
        @Nullable Integer tail) {}
