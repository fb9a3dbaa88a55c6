package dev.fresnel.engine.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two snapshots of a Store.
 *
 * @param upserted rows that are new, or whose object changed
 * @param removed the last known rows of objects that are gone
 */
public record Changes(List<Upsert> upserted, List<Row> removed) {

    public Changes {
        upserted = List.copyOf(upserted);
        removed = List.copyOf(removed);
    }

    /** A row and the one before it, null where the object is new. */
    public record Upsert(Row row, @Nullable Row previous) {}

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return upserted.isEmpty() && removed.isEmpty();
    }
}
