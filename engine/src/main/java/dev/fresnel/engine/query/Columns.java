package dev.fresnel.engine.query;

import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.query.Column.From;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The columns that rows of several Stores have between them: name, namespace and cluster, then what their shapes have;
 * where one of the shapes' columns leads to the object, it does so in the name's place. A kind may look different in two
 * clusters (versions of a custom resource differ), so a column knows where each cluster's rows have it. Immutable.
 */
public final class Columns {

    /** The columns that every kind has, with their English titles. */
    public static final ColumnShape NAME = new ColumnShape("name", "Name", ColumnKind.NAME, 0, List.of(), null, null);

    /** The name where another column leads to the object: shown when it is chosen. */
    private static final ColumnShape QUIET_NAME =
            new ColumnShape("name", "Name", ColumnKind.CODE, 2, List.of(), null, null);

    public static final ColumnShape NAMESPACE =
            new ColumnShape("namespace", "Namespace", ColumnKind.TEXT, 0, List.of("ns"), null, null);

    public static final ColumnShape CLUSTER =
            new ColumnShape("cluster", "Cluster", ColumnKind.TEXT, 0, List.of(), null, null);

    /** What queries can ask besides columns; titles for what is shown of them. */
    static final ColumnShape LABEL = new ColumnShape("label", "Label", ColumnKind.TEXT, 0, List.of(), null, null);

    static final ColumnShape IS = new ColumnShape("is", "Is", ColumnKind.TEXT, 0, List.of(), null, null);
    static final ColumnShape AGE = new ColumnShape("age", "Age", ColumnKind.TIME, 0, List.of(), null, null);

    private static final Cell MISSING = new Cell.Missing();

    private final List<Column> all;
    private final Map<String, Column> byName = new HashMap<>();
    private final String labelTitle;
    private final String isTitle;
    private final Column age;
    private final Column name;

    private Columns(List<Column> all, UnaryOperator<ColumnShape> translation) {
        this.all = List.copyOf(all);
        this.name = all.stream()
                .filter(column -> column.from() == From.NAME)
                .findFirst()
                .orElseThrow();
        this.labelTitle = translation.apply(LABEL).title();
        this.isTitle = translation.apply(IS).title();
        this.age = new Column(
                translation.apply(AGE),
                From.CELLS,
                row -> row.createdAt() == 0 ? MISSING : new Cell.Time(row.createdAt()));
        for (Column column : all) {
            byName.putIfAbsent(column.id().toLowerCase(Locale.ROOT), column);
        }
        for (Column column : all) {
            column.shape().aliases().forEach(alias -> byName.putIfAbsent(alias.toLowerCase(Locale.ROOT), column));
        }
    }

    /**
     * @param namespaced whether the kind's objects have namespaces
     * @param shapes the columns of each cluster's rows; the first cluster that has a column says how it is shown
     * @param translation puts a column's title and tooltip into the person's language
     */
    public static Columns of(
            boolean namespaced, Map<String, List<ColumnShape>> shapes, UnaryOperator<ColumnShape> translation) {
        Map<String, ColumnShape> union = new LinkedHashMap<>();
        shapes.values().forEach(columns -> columns.forEach(column -> union.putIfAbsent(column.id(), column)));
        List<Column> cells = union.values().stream()
                .map(shape -> new Column(translation.apply(shape), From.CELLS, reader(shape.id(), shapes)))
                .toList();
        List<Column> where = new ArrayList<>();
        if (namespaced) {
            where.add(new Column(translation.apply(NAMESPACE), From.NAMESPACE, row -> new Cell.Text(row.namespace())));
        }
        where.add(new Column(translation.apply(CLUSTER), From.CLUSTER, row -> new Cell.Text(row.cluster())));
        boolean led = union.values().stream().anyMatch(shape -> shape.kind() == ColumnKind.NAME);
        List<Column> all = new ArrayList<>(cells);
        all.addAll(led ? firstFigure(cells) : 0, where);
        all.add(led ? all.size() : 0, name(translation.apply(led ? QUIET_NAME : NAME)));
        return new Columns(all, translation);
    }

    private static Column name(ColumnShape shape) {
        return new Column(shape, From.NAME, row -> new Cell.Code(row.name()));
    }

    /** Where another column leads, what a row says comes first, then where it is, then its figures. */
    private static int firstFigure(List<Column> cells) {
        for (int i = 0; i < cells.size(); i++) {
            ColumnKind kind = cells.get(i).shape().kind();
            if (kind == ColumnKind.NUMBER || kind == ColumnKind.TIME) {
                return i;
            }
        }
        return cells.size();
    }

    /** All, in the order of the packs. */
    public List<Column> all() {
        return all;
    }

    /** The column of names, which every kind has. */
    public Column name() {
        return name;
    }

    /** By id or alias, in any case; null where there is none. */
    public @Nullable Column find(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    /** What a query may mean by a field: a column, or the age of any object. */
    @Nullable
    Column field(String name) {
        Column column = find(name);
        return column != null || !name.equalsIgnoreCase(AGE.id()) ? column : age;
    }

    /** Names that a query can use, in the order of columns. */
    List<String> fields() {
        List<String> names = new ArrayList<>(all.stream().map(Column::id).toList());
        if (!names.contains(AGE.id())) {
            names.add(AGE.id());
        }
        names.add(LABEL.id());
        names.add(IS.id());
        return names;
    }

    String labelTitle() {
        return labelTitle;
    }

    String isTitle() {
        return isTitle;
    }

    private static Column.Reader reader(String id, Map<String, List<ColumnShape>> shapes) {
        Map<String, Integer> places = new HashMap<>();
        shapes.forEach((cluster, columns) -> places.put(cluster, place(id, columns)));
        Collection<Integer> distinct = places.values().stream().distinct().toList();
        if (distinct.size() == 1) {
            int place = distinct.iterator().next();
            return row -> at(row, place);
        }
        return row -> at(row, places.getOrDefault(row.cluster(), -1));
    }

    private static int place(String id, List<ColumnShape> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static Cell at(Row row, int place) {
        return place >= 0 && place < row.cells().size() ? row.cells().get(place) : MISSING;
    }
}
