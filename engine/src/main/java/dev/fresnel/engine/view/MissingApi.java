package dev.fresnel.engine.view;

/**
 * A part of a cluster's API that does not answer, so that its kinds cannot be shown, or only as they were last known; the
 * rest is not affected.
 *
 * @param cluster the Cluster's name
 * @param group for example {@code metrics.k8s.io}
 * @param name with its version, for example {@code metrics.k8s.io/v1beta1}
 * @param why what is wrong, what follows, and where to look
 */
public record MissingApi(String cluster, String group, String name, Phrase why) {}
