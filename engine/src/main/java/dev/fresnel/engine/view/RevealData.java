package dev.fresnel.engine.view;

import org.jspecify.annotations.Nullable;

/**
 * One value of a Secret.
 *
 * @param text the value where it is text
 * @param base64 the value where it is not
 * @param problem why it cannot be shown, in the server's words or ours
 */
public record RevealData(
        ObjectRef ref,
        String key,
        @Nullable String text,
        @Nullable String base64,
        @Nullable String problem) implements ViewData {}
