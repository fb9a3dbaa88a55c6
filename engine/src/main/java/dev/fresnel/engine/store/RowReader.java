package dev.fresnel.engine.store;

import dev.fresnel.engine.pack.RowShape;
import dev.fresnel.engine.pack.RowShape.Shaped;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.kube.wire.ReadObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes rows of read objects: metadata as it is, cells by the shape, and one object for whatever repeats. For one thread.
 */
final class RowReader {

    private static final Logger LOG = LoggerFactory.getLogger(RowReader.class);

    private final String cluster;
    private final RowShape shape;
    private final Interner interner = new Interner(16_384);
    private boolean complained;

    RowReader(String cluster, RowShape shape) {
        this.cluster = cluster;
        this.shape = shape;
    }

    /** @param previous the object's row until now: what stayed equal is taken from it */
    Row read(ReadObject object, long id, @Nullable Row previous) {
        Map<?, ?> metadata = object.fields().get("metadata") instanceof Map<?, ?> map ? map : Map.of();
        Shaped shaped = shape(object.namespace(), object.name(), object.fields());
        return new Row(
                id,
                cluster,
                previous == null ? interner.intern(object.namespace()) : previous.namespace(),
                previous == null ? object.name() : previous.name(),
                previous == null ? object.uid() : previous.uid(),
                object.resourceVersion(),
                time(metadata.get("creationTimestamp")),
                time(metadata.get("deletionTimestamp")),
                labels(metadata.get("labels"), previous),
                owners(metadata.get("ownerReferences"), previous),
                shaped.severity(),
                cells(shaped.cells(), previous));
    }

    /** The same version of an object, as it is by now: that row where nothing has changed. */
    Row again(Row row, Map<String, Object> fields) {
        Shaped shaped = shape(row.namespace(), row.name(), fields);
        if (shaped.severity() == row.severity() && shaped.cells().equals(row.cells())) {
            return row;
        }
        return new Row(
                row.id(),
                row.cluster(),
                row.namespace(),
                row.name(),
                row.uid(),
                row.resourceVersion(),
                row.createdAt(),
                row.deletingAt(),
                row.labels(),
                row.owners(),
                shaped.severity(),
                cells(shaped.cells(), row));
    }

    private Shaped shape(String namespace, String name, Map<String, Object> fields) {
        try {
            return shape.read(fields);
        } catch (RuntimeException mistake) {
            // A shape promises not to throw. If one does, its own cells stay empty and the rest of the page works.
            if (!complained) {
                complained = true;
                LOG.error(
                        "the columns of {}/{} could not be read: this is a mistake in a pack's Java function",
                        namespace,
                        name,
                        mistake);
            }
            return new Shaped(Collections.nCopies(shape.columns().size(), new Cell.Missing()), Severity.UNKNOWN);
        }
    }

    /** Milliseconds since 1970, 0 where there is no time or it is not one. */
    private static long time(@Nullable Object value) {
        try {
            return value instanceof String text ? Instant.parse(text).toEpochMilli() : 0;
        } catch (DateTimeException notATime) {
            return 0;
        }
    }

    private Map<String, String> labels(@Nullable Object value, @Nullable Row previous) {
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            return Map.of();
        }
        TreeMap<String, String> labels = new TreeMap<>();
        map.forEach((key, label) -> labels.put(String.valueOf(key), label == null ? "" : String.valueOf(label)));
        if (previous != null && previous.labels().equals(labels)) {
            return previous.labels();
        }
        // Most label maps are those of a template, shared by all that were made from it.
        return interner.intern(Map.copyOf(labels));
    }

    private List<String> owners(@Nullable Object value, @Nullable Row previous) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return List.of();
        }
        List<String> owners = new ArrayList<>(list.size());
        for (Object owner : list) {
            if (owner instanceof Map<?, ?> map && map.get("uid") instanceof String uid && !owners.contains(uid)) {
                owners.add(uid);
            }
        }
        return previous != null && previous.owners().equals(owners)
                ? previous.owners()
                : interner.intern(List.copyOf(owners));
    }

    private List<Cell> cells(List<Cell> read, @Nullable Row previous) {
        List<Cell> before = previous == null ? List.of() : previous.cells();
        if (before.equals(read)) {
            return before;
        }
        Cell[] cells = new Cell[read.size()];
        for (int i = 0; i < cells.length; i++) {
            Cell cell = read.get(i);
            cells[i] = i < before.size() && cell.equals(before.get(i)) ? before.get(i) : interner.intern(cell);
        }
        return List.of(cells);
    }
}
