package dev.fresnel.engine.finding;

import dev.fresnel.engine.relation.KindName;

/** What a finding stands on, so that a person can check it. */
public sealed interface Evidence {

    /**
     * A field of the object.
     *
     * @param path for example {@code spec.nodeSelector}
     * @param value as it stands there, shortened where it is long; never that of a Secret
     */
    record Field(String path, String value) implements Evidence {}

    /** Another object, of a kind, in a namespace ({@code ""} for one of the cluster). */
    record Other(KindName kind, String namespace, String name) implements Evidence {}

    /**
     * An event about the object.
     *
     * @param count how often it was seen
     * @param lastAt when last, milliseconds since 1970
     */
    record Event(String reason, String message, long count, long lastAt) implements Evidence {}

    /** What a container, a controller or a node said, word for word. */
    record Said(String by, String message) implements Evidence {}
}
