package dev.fresnel.kube.caller;

import dev.fresnel.kube.discovery.Kind;
import org.jspecify.annotations.Nullable;

/**
 * May I?
 *
 * @param verb for example {@code list}
 * @param group API group, {@code ""} for core
 * @param resource plural, for example {@code pods}
 * @param subresource for example {@code log}, or {@code ""}
 * @param namespace a namespace, or null for all of the cluster
 * @param name one object, or null for any
 */
public record Question(
        String verb,
        String group,
        String resource,
        String subresource,
        @Nullable String namespace,
        @Nullable String name) {

    /** About any object of a Kind in a namespace, or (null) in the whole cluster. */
    public static Question of(String verb, Kind kind, @Nullable String namespace) {
        return new Question(verb, kind.group(), kind.plural(), "", namespace, null);
    }

    /** The same about a subresource. */
    public Question subresource(String part) {
        return new Question(verb, group, resource, part, namespace, name);
    }

    /** The same about one object. */
    public Question object(String objectName) {
        return new Question(verb, group, resource, subresource, namespace, objectName);
    }
}
