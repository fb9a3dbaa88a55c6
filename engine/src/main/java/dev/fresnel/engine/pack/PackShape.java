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

/** Rows as a pack's kind describes them. */
final class PackShape implements RowShape {

    private final List<ColumnShape> columns;
    private final List<FieldValue> values;
    private final int status;
    private final PathTrie paths;
    private final ClusterKinds kinds;
    private final InstantSource clock;

    /**
     * @param fields the columns
     * @param status which of them says how the object is, -1 for none
     */
    PackShape(List<FieldSpec> fields, int status, ClusterKinds kinds, InstantSource clock) {
        this.columns = fields.stream().map(FieldSpec::shape).toList();
        this.values = fields.stream().map(FieldSpec::value).toList();
        this.status = status;
        this.kinds = kinds;
        this.clock = clock;
        TreeSet<String> needed = new TreeSet<>();
        needed.add("metadata.namespace");
        needed.add("metadata.name");
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
        Severity severity = status >= 0 && cells.get(status) instanceof Cell.Status said ? said.severity() : null;
        return new Shaped(cells, severity == null ? Severity.HEALTHY : severity);
    }
}
