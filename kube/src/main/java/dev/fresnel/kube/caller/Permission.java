package dev.fresnel.kube.caller;

/**
 * What an API server said to a {@link Question}.
 *
 * @param allowed yes or no
 * @param reason why, in the server's words; {@code ""} where it said nothing
 */
public record Permission(boolean allowed, String reason) {}
