package dev.fresnel.simulator.storage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One write to one object, as watches tell it.
 *
 * @param type what happened
 * @param object the object after the write; for {@code DELETED} its last state, with the resource version of the
 *     deletion
 * @param previous the object before the write, null for {@code ADDED}
 * @param resourceVersion the version that the write made, greater than that of all writes before it
 */
public record Change(
        Type type, Map<String, Object> object, @Nullable Map<String, Object> previous, long resourceVersion) {

    /** As the {@code type} of watch events is spelled. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }
}
