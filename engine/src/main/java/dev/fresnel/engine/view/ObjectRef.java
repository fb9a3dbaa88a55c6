package dev.fresnel.engine.view;

import org.jspecify.annotations.Nullable;

/**
 * Names one object anywhere: the target of a link.
 *
 * @param cluster the Cluster's name
 * @param resource as in {@code Kind.resource()}, for example {@code deployments.apps}
 * @param namespace null for objects of the cluster
 * @param name the object's name
 */
public record ObjectRef(
        String cluster, String resource, @Nullable String namespace, String name) {}
