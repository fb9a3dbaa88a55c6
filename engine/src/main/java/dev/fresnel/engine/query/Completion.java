package dev.fresnel.engine.query;

import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.view.CompletionData;
import dev.fresnel.engine.view.CompletionData.Item;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What could be typed next in a query: names of fields, then the values that are there, the most frequent first.
 *
 * <pre>
 *   sta|                  status:
 *   ns:shop status:Cr|    CrashLoopBackOff 141 · CreateContainerConfigError 3
 *   -label:|              app= 90000 · tier= 120
 *   label:app=sh|         shop 4000
 *   age&lt;|                 5m 1h 1d 7d
 * </pre>
 *
 * Immutable. An answer looks at every row once (some milliseconds at 100,000), and keeps a
 * bounded number of distinct values.
 */
public final class Completion {

    private static final int MOST_ITEMS = 20;

    private final Columns columns;
    private final List<StoreSnapshot> snapshots;
    private final Set<String> namespaces;

    /**
     * @param columns what can be asked
     * @param snapshots where values come from
     * @param namespaces those in scope, empty for all
     */
    public Completion(Columns columns, List<StoreSnapshot> snapshots, Collection<String> namespaces) {
        this.columns = columns;
        this.snapshots = List.copyOf(snapshots);
        this.namespaces = Set.copyOf(namespaces);
    }

    /** @param caret where the person types, within the text; what stands behind it in the same word is replaced too */
    public CompletionData complete(String text, int caret) {
        Place place = Place.of(text, Math.clamp(caret, 0, text.length()));
        return new CompletionData(text, place.start(), place.end(), items(place));
    }

    private List<Item> items(Place place) {
        String field = place.field();
        if (field == null) {
            return fields(place.typed());
        }
        if (QueryParser.isLabel(field)) {
            return labels(place);
        }
        Column column = columns.field(field);
        if (column == null) {
            return field.equalsIgnoreCase(Columns.IS.id()) ? states(place.typed()) : List.of();
        }
        if (CellNumber.isTime(column.shape().kind())) {
            return starting(List.of("5m", "1h", "1d", "7d"), place.typed());
        }
        return place.compares() ? List.of() : values(column, place.typed());
    }

    private List<Item> fields(String typed) {
        List<Item> items = new ArrayList<>();
        for (Column column : columns.all()) {
            add(
                    items,
                    typed,
                    column.id(),
                    column.shape().aliases(),
                    sign(column.shape().kind()),
                    about(column));
        }
        if (columns.find(Columns.AGE.id()) == null) {
            add(items, typed, Columns.AGE.id(), List.of(), "<", null);
        }
        add(items, typed, Columns.LABEL.id(), List.of(), ":", null);
        add(items, typed, Columns.IS.id(), List.of(), ":", null);
        return items.stream().limit(MOST_ITEMS).toList();
    }

    private static void add(
            List<Item> items, String typed, String id, List<String> aliases, String sign, @Nullable String about) {
        if (startsWith(id, typed)) {
            items.add(new Item(id + sign, about));
        } else {
            aliases.stream()
                    .filter(alias -> startsWith(alias, typed))
                    .findFirst()
                    .ifPresent(alias -> items.add(new Item(alias + sign, about)));
        }
    }

    private static @Nullable String about(Column column) {
        String about = column.shape().about();
        return about != null ? about : column.shape().title();
    }

    /** What one would mostly go on with. */
    private static String sign(ColumnKind kind) {
        return CellNumber.isTime(kind) ? "<" : CellNumber.isNumber(kind) ? ">" : ":";
    }

    private List<Item> values(Column column, String typed) {
        Tally tally = new Tally(typed);
        eachRow(row -> {
            switch (column.from()) {
                case NAME -> tally.add(row.name());
                case NAMESPACE -> tally.add(row.namespace());
                case CLUSTER -> tally.add(row.cluster());
                case CELLS -> CellText.each(column.cell(row), tally::add);
            }
        });
        return tally.best(MOST_ITEMS, "", column.from() != Column.From.NAME);
    }

    private List<Item> labels(Place place) {
        String key = place.key();
        Tally tally = new Tally(place.typed());
        if (key == null) {
            eachRow(row -> row.labels().keySet().forEach(tally::add));
            return tally.best(MOST_ITEMS, "=", true);
        }
        eachRow(row -> {
            String value = row.labels().get(key);
            if (value != null) {
                tally.add(value);
            }
        });
        return tally.best(MOST_ITEMS, "", true);
    }

    private void eachRow(Consumer<Row> each) {
        snapshots.forEach(snapshot -> snapshot.forEach(row -> {
            if (namespaces.isEmpty() || namespaces.contains(row.namespace())) {
                each.accept(row);
            }
        }));
    }

    private List<Item> states(String typed) {
        return starting(QueryBinder.states(), typed);
    }

    private static List<Item> starting(List<String> words, String typed) {
        return words.stream()
                .filter(word -> startsWith(word, typed))
                .map(word -> new Item(word, null))
                .toList();
    }

    private static boolean startsWith(String word, String typed) {
        return word.regionMatches(true, 0, typed, 0, typed.length());
    }
}
