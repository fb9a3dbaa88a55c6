package dev.fresnel.engine.store;

import dev.fresnel.kube.wire.Encoding;

/**
 * A whole object, as it was read.
 *
 * @param bytes without {@code metadata.managedFields}
 * @param encoding how they are written
 */
public record Body(byte[] bytes, Encoding encoding) {}
