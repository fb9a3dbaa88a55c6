package dev.fresnel.kube.config;

/**
 * An entry of {@code contexts}: names of a cluster, a user and a namespace, each {@code ""} where there is none.
 */
record ContextEntry(String cluster, String user, String namespace) {}
