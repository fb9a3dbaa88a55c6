package dev.fresnel.engine.store;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import java.util.List;
import java.util.Map;

/**
 * One object as a Store keeps it: what is needed to sort, filter and draw it. Immutable; strings and cells that repeat are
 * shared between rows.
 *
 * @param id given by the Store, stable for the life of the object
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
        String namespace,
        String name,
        String uid,
        String resourceVersion,
        long createdAt,
        long deletingAt,
        Map<String, String> labels,
        List<String> owners,
        Severity severity,
        List<Cell> cells) {}
