package dev.fresnel.engine.pack;

import dev.fresnel.engine.tree.Source;
import dev.fresnel.kube.definition.PrinterColumn;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes the row shape of a kind: from a pack, from printer columns, or from neither. */
public final class Shapes {

    private static final FieldSpec AGE = new FieldSpec(
            "age",
            "Age",
            new ScalarValue(ScalarValue.Style.TIME, Source.parse("metadata.creationTimestamp")),
            0,
            List.of("created"),
            72,
            null);

    private static final FieldSpec STATUS =
            new FieldSpec("status", "Status", new ReadyValue(), 0, List.of("ready"), null, null);

    private final ClusterKinds kinds;
    private final InstantSource clock;

    /**
     * @param kinds of the cluster whose objects are read
     * @param clock tells how long things have been as they are
     */
    public Shapes(ClusterKinds kinds, InstantSource clock) {
        this.kinds = kinds;
        this.clock = clock;
    }

    /** The shape that a pack describes. */
    public RowShape of(KindPack pack) {
        FieldValue status = pack.columns().stream()
                .filter(column -> column.id().equals(pack.status()))
                .map(FieldSpec::value)
                .findFirst()
                .orElse(null);
        return new PackShape(pack.columns(), pack.lead(), status, kinds, clock);
    }

    /** The shape of a custom resource that no pack knows, from the columns that its definition wants printed. */
    public RowShape of(List<PrinterColumn> columns) {
        if (columns.isEmpty()) {
            return plain();
        }
        List<FieldSpec> fields = new ArrayList<>();
        Set<String> ids = new HashSet<>(Set.of("name", "namespace", "cluster", AGE.id()));
        boolean aged = false;
        for (PrinterColumn column : columns) {
            if (column.jsonPath().endsWith("metadata.creationTimestamp")) {
                if (!aged) {
                    fields.add(AGE);
                }
                aged = true;
                continue;
            }
            String base = FieldReader.id(column.name());
            base = base.isEmpty() ? "column" : base;
            String id = base;
            for (int i = 2; !ids.add(id); i++) {
                id = base + i;
            }
            fields.add(new FieldSpec(
                    id,
                    column.name(),
                    new PrinterValue(column),
                    column.priority() == 0 ? 0 : 2,
                    List.of(),
                    null,
                    column.description().isEmpty() ? null : column.description()));
        }
        if (!aged) {
            fields.add(AGE);
        }
        return new PackShape(fields, null, STATUS.value(), kinds, clock);
    }

    /** How an object is of whose kind nothing is known. */
    public static FieldSpec plainStatus() {
        return STATUS;
    }

    /** The shape of a kind of which nothing is known: its age, and whether it is ready where it says so. */
    public RowShape plain() {
        return new PackShape(List.of(STATUS, AGE), null, STATUS.value(), kinds, clock);
    }
}
