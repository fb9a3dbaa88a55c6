package dev.fresnel.engine.pack;

import dev.fresnel.engine.tree.Source;
import java.time.InstantSource;
import java.util.List;

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
        List<FieldSpec> columns = pack.columns();
        int status = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).id().equals(pack.status())) {
                status = i;
            }
        }
        return new PackShape(columns, status, kinds, clock);
    }

    /** How an object is of whose kind nothing is known. */
    public static FieldSpec plainStatus() {
        return STATUS;
    }

    /** The shape of a kind of which nothing is known: its age, and whether it is ready where it says so. */
    public RowShape plain() {
        return new PackShape(List.of(STATUS, AGE), 0, kinds, clock);
    }
}
