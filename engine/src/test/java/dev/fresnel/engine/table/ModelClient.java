package dev.fresnel.engine.table;

import dev.fresnel.engine.view.TableData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A browser as far as tables go: it knows what it was told, and nothing else. */
final class ModelClient {

    private @Nullable TableData data;

    /** Polls until there is nothing more to tell, and answers what is on screen. */
    TableData look(TableView view) {
        tell(view.poll());
        return data();
    }

    TableData data() {
        return Objects.requireNonNull(data, "nothing was told yet");
    }

    void tell(TableUpdate update) {
        switch (update) {
            case TableUpdate.Nothing _ -> {}
            case TableUpdate.Whole whole -> data = whole.data();
            case TableUpdate.Part part -> data = applied(data(), part.delta());
        }
    }

    private static TableData applied(TableData was, TableData.Delta delta) {
        Map<Long, TableData.Row> rows = new HashMap<>();
        was.rows().forEach(row -> rows.put(row.id(), row));
        delta.rows().forEach(row -> rows.put(row.id(), row));
        List<Long> order = delta.order() != null
                ? delta.order()
                : was.rows().stream().map(TableData.Row::id).toList();
        return new TableData(
                was.resource(),
                was.title(),
                was.kindTitle(),
                was.about(),
                was.namespaced(),
                was.columns(),
                was.allColumns(),
                was.sort(),
                delta.query() != null ? delta.query() : was.query(),
                delta.totals() != null ? delta.totals() : was.totals(),
                delta.offset(),
                order.stream()
                        .map(id -> Objects.requireNonNull(rows.get(id), "a row that was never told"))
                        .toList(),
                delta.sources() != null ? delta.sources() : was.sources());
    }
}
