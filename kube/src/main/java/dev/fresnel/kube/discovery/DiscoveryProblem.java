package dev.fresnel.kube.discovery;

/**
 * A part of an API server that could not be asked what it serves; the rest is not affected.
 *
 * @param groupVersion for example {@code metrics.k8s.io/v1beta1}
 * @param message what is wrong and what it means, a sentence
 */
public record DiscoveryProblem(String groupVersion, String message) {}
