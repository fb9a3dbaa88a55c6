package dev.fresnel.kube.wire;

import java.util.Map;

/** What a watch tells. */
public sealed interface WatchEvent {

    /** The object is there, new or changed. */
    record Upserted(ReadObject object) implements WatchEvent {}

    /** The object is gone; this is what it was last. */
    record Deleted(ReadObject object) implements WatchEvent {}

    /**
     * Everything up to a version has been told.
     *
     * @param resourceVersion that version
     * @param initialEventsEnd whether with this all objects have been given that were there when the watch began
     */
    record Bookmark(String resourceVersion, boolean initialEventsEnd) implements WatchEvent {

        /** From the tree of the bookmark's object. */
        static Bookmark of(Map<String, Object> object) {
            Object metadata = object.get("metadata");
            Object annotations = metadata instanceof Map<?, ?> map ? map.get("annotations") : null;
            Object version = metadata instanceof Map<?, ?> map ? map.get("resourceVersion") : null;
            boolean end = annotations instanceof Map<?, ?> map && "true".equals(map.get("k8s.io/initial-events-end"));
            return new Bookmark(version instanceof String text ? text : "", end);
        }
    }

    /** The server gives up the watch, and says why. */
    record Failure(ApiStatus status) implements WatchEvent {}
}
