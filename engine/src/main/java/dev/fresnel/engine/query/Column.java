package dev.fresnel.engine.query;

import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.Cell;

/** A column of a table that may hold rows of several Stores. Immutable. */
public final class Column {

    /** Where a column's values come from. */
    public enum From {
        NAME,
        NAMESPACE,
        CLUSTER,
        CELLS
    }

    interface Reader {
        Cell cell(Row row);
    }

    private final ColumnShape shape;
    private final From from;
    private final Reader reader;

    Column(ColumnShape shape, From from, Reader reader) {
        this.shape = shape;
        this.from = from;
        this.reader = reader;
    }

    /** What packs say about it. */
    public ColumnShape shape() {
        return shape;
    }

    /** Stable; in addresses and queries. */
    public String id() {
        return shape.id();
    }

    /** Where its values come from. */
    public From from() {
        return from;
    }

    /** The row's value in this column, {@link Cell.Missing} where its Store has no such column. */
    public Cell cell(Row row) {
        return reader.cell(row);
    }
}
