package dev.fresnel.engine.view;

import org.jspecify.annotations.Nullable;

/**
 * One object as YAML.
 *
 * @param text the document; values of Secrets are never in it
 * @param resourceVersion the version it shows
 * @param state how far this can be believed
 */
public record YamlData(ObjectRef ref, String text, @Nullable String resourceVersion, boolean gone, SourceState state)
        implements ViewData {}
