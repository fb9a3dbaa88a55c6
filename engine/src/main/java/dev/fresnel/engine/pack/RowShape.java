package dev.fresnel.engine.pack;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.kube.wire.PathTrie;
import java.util.List;
import java.util.Map;

/**
 * How objects of one Kind become rows: which fields must be read, and what cells they give. Made from a pack, from a
 * custom resource's printer columns, or from neither (name and age only). Immutable; {@link #read} may be called by any
 * thread.
 */
public interface RowShape {

    /** All columns that a row has cells for, in the pack's order; names and namespaces are not among them. */
    List<ColumnShape> columns();

    /** What {@link #read} needs of an object: metadata (labels, owners, times) is always read besides. */
    PathTrie paths();

    /**
     * The cells of an object, in the order of {@link #columns()}. A value of a surprising type gives a cell that shows it
     * as text, never an exception.
     *
     * @param fields as a reader gives them
     */
    Shaped read(Map<String, Object> fields);

    /** The cells of one object and how it is. */
    record Shaped(List<Cell> cells, Severity severity) {

        public Shaped {
            cells = List.copyOf(cells);
        }
    }
}
