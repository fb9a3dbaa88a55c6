package dev.fresnel.engine.view;

import org.jspecify.annotations.Nullable;

/**
 * A text with a field filled in.
 *
 * @param text the whole of it
 * @param problem why nothing was changed; null where it was
 */
public record FillData(String text, @Nullable Phrase problem) implements ViewData {}
