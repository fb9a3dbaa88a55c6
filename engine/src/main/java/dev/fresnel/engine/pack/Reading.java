package dev.fresnel.engine.pack;

/**
 * What reading a field needs besides the object.
 *
 * @param kinds to make links
 * @param namespace of the object, {@code ""} for one of the cluster
 * @param now milliseconds since 1970
 */
public record Reading(ClusterKinds kinds, String namespace, long now) {}
