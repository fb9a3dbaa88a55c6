package dev.fresnel.engine.store;

import java.util.ArrayList;
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

    /** Rows as they were, of all that is gone or another now: what an array of them must let go of. */
    public List<Row> out() {
        List<Row> out = new ArrayList<>(removed);
        for (Upsert upsert : upserted) {
            if (upsert.previous() != null) {
                out.add(upsert.previous());
            }
        }
        return out;
    }

    /** Rows as they are, of all that is new or another now. */
    public List<Row> in() {
        return upserted.stream().map(Upsert::row).toList();
    }
}
