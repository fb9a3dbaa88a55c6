package dev.fresnel.engine.view;

/**
 * A part of a cluster's API of which nothing is known now; the rest is not affected.
 *
 * @param cluster the Cluster's name
 * @param group for example {@code metrics.k8s.io}
 * @param name with its version, for example {@code metrics.k8s.io/v1beta1}
 * @param kindsMissing whether its kinds cannot be shown at all; else they are shown as they were last known
 * @param why what is wrong, what follows, and where to look
 */
public record MissingApi(String cluster, String group, String name, boolean kindsMissing, Phrase why) {}
