package dev.fresnel.engine.store;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object as a Store keeps it: what is needed to sort, filter and draw it. Immutable; strings and cells that repeat are
 * shared between rows.
 *
 * @param id given by the Store, stable for the life of the object, never given twice in a process
 * @param cluster the Cluster's name
 * @param namespace {@code ""} for objects of the cluster
 * @param name the object's name
 * @param uid {@code metadata.uid}
 * @param resourceVersion {@code metadata.resourceVersion}
 * @param createdAt {@code metadata.creationTimestamp}, milliseconds since 1970
 * @param deletingAt {@code metadata.deletionTimestamp}, milliseconds since 1970, 0 if none
 * @param labels {@code metadata.labels}
 * @param owners uids of {@code metadata.ownerReferences}
 * @param severity how it is
 * @param cells in the order of its shape's columns
 */
public record Row(
        long id,
        String cluster,
        String namespace,
        String name,
        String uid,
        String resourceVersion,
        long createdAt,
        long deletingAt,
        Map<String, String> labels,
        List<String> owners,
        Severity severity,
        List<Cell> cells) {

    /** The fields of any object that a row is made of, besides those of its cells. */
    public static final List<String> METADATA = List.of(
            "metadata.creationTimestamp",
            "metadata.deletionTimestamp",
            "metadata.labels",
            "metadata.ownerReferences.uid");

    /** Whether this is that very row, and not another version of the same object. */
    @SuppressWarnings(
            "ReferenceEquality") // a Store makes a new Row for another version, or where time has changed how it is
    public boolean isThe(@Nullable Row other) {
        return this == other;
    }
}
