package dev.fresnel.engine.table;

import dev.fresnel.engine.view.TableData;

/** What a browser must be told to see a table as it is now. */
public sealed interface TableUpdate {

    /** It sees that already. */
    record Nothing() implements TableUpdate {}

    /** All of it: at first, and when what rows mean has changed. */
    record Whole(TableData data) implements TableUpdate {}

    /** What differs from what it was told last. */
    record Part(TableData.Delta delta) implements TableUpdate {}
}
