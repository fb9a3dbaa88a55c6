package dev.fresnel.kube.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a kubeconfig, in words for the person who can mend it. It never quotes the file's values.
 *
 * @param file which file, or null where it concerns no one file
 * @param line from 1, or 0 where it concerns no one line
 * @param column from 1, or 0
 * @param context the context that cannot be used (or, where {@link Kubeconfig#context} still has it, that is odd)
 *     because of this, or null
 * @param message what is wrong, where, and what to do: complete without the other fields
 */
public record KubeconfigProblem(
        @Nullable Path file, int line, int column, @Nullable String context, String message) {}
