package dev.fresnel.engine.view;

import org.jspecify.annotations.Nullable;

/**
 * One value of a Secret.
 *
 * @param text the value where it is text
 * @param base64 the value where it is not
 * @param problem why it cannot be shown
 * @param detail the server's own words on that, where it said any
 */
public record RevealData(
        ObjectRef ref,
        String key,
        @Nullable String text,
        @Nullable String base64,
        @Nullable Phrase problem,
        @Nullable String detail)
        implements ViewData {

    /** It cannot be shown. */
    public static RevealData problem(ObjectRef ref, String key, Phrase problem, @Nullable String detail) {
        return new RevealData(ref, key, null, null, problem, detail);
    }
}
