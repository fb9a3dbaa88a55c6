package dev.fresnel.kube.discovery;

import org.jspecify.annotations.Nullable;

/**
 * Which objects of a {@link Kind} are meant: those of the whole cluster or of one namespace, and of these all or those
 * that the API server selects by fields or labels.
 *
 * @param namespace a namespace, or null for the whole cluster
 * @param fieldSelector as in the API, for example {@code metadata.name=web-0}, or null for all
 * @param labelSelector as in the API, for example {@code app=web}, or null for all
 */
public record Scope(
        @Nullable String namespace,
        @Nullable String fieldSelector,
        @Nullable String labelSelector) {

    /** All objects of the cluster. */
    public static final Scope CLUSTER = new Scope(null, null, null);

    /** All objects of one namespace. */
    public static Scope namespace(String namespace) {
        return new Scope(namespace, null, null);
    }

    /** The one object of that name, in a namespace or (null) cluster-wide. */
    public static Scope object(@Nullable String namespace, String name) {
        return new Scope(namespace, "metadata.name=" + name, null);
    }
}
