package dev.fresnel.engine.pack;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.kube.wire.PathTrie;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rows as a pack's kind describes them. */
final class PackShape implements RowShape {

    private final List<ColumnShape> columns;
    private final List<FieldValue> values;
    private final @Nullable FieldValue status;
    private final int column;
    private final PathTrie paths;
    private final ClusterKinds kinds;
    private final InstantSource clock;

    /**
     * @param fields the columns
     * @param lead id of the one that stands in the name's place, null for none
     * @param status which says how the object is: one of the columns or another value; null where nothing does
     */
    PackShape(
            List<FieldSpec> fields,
            @Nullable String lead,
            @Nullable FieldValue status,
            ClusterKinds kinds,
            InstantSource clock) {
        this.columns = fields.stream()
                .map(field -> field.id().equals(lead) ? field.leading() : field.shape())
                .toList();
        this.values = fields.stream().map(FieldSpec::value).toList();
        this.status = status;
        this.column = status == null ? -1 : values.indexOf(status);
        this.kinds = kinds;
        this.clock = clock;
        TreeSet<String> needed = new TreeSet<>();
        needed.add("metadata.namespace");
        needed.add("metadata.name");
        if (status != null) {
            status.paths().forEach(path -> needed.add(path.field()));
        }
        values.forEach(value -> value.paths().forEach(path -> needed.add(path.field())));
        this.paths = PathTrie.of(needed);
    }

    @Override
    public List<ColumnShape> columns() {
        return columns;
    }

    @Override
    public PathTrie paths() {
        return paths;
    }

    @Override
    public Shaped read(Map<String, Object> fields) {
        Reading reading = new Reading(kinds, Tree.text(fields, "metadata", "namespace"), clock.millis());
        List<Cell> cells = new ArrayList<>(values.size());
        for (FieldValue value : values) {
            cells.add(value.read(fields, reading));
        }
        Cell said = column >= 0 ? cells.get(column) : status == null ? null : status.read(fields, reading);
        return new Shaped(cells, said instanceof Cell.Status word ? word.severity() : Severity.HEALTHY);
    }
}
