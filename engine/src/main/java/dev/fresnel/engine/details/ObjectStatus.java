package dev.fresnel.engine.details;

import dev.fresnel.engine.pack.ClusterKinds;
import dev.fresnel.engine.pack.FieldSpec;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.pack.Reading;
import dev.fresnel.engine.pack.Shapes;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.kube.discovery.Kind;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an object is, in a word, as the column of its kind's pack says it. Immutable and thread-safe. */
public final class ObjectStatus {

    private final Packs packs;
    private final InstantSource clock;

    public ObjectStatus(Packs packs, InstantSource clock) {
        this.packs = packs;
        this.clock = clock;
    }

    /** The word, or null where the kind has none. */
    public Cell.@Nullable Status of(Kind kind, Map<String, Object> object, ClusterKinds kinds) {
        KindPack pack = packs.of(kind);
        FieldSpec column = pack == null
                ? Shapes.plainStatus()
                : pack.columns().stream()
                        .filter(c -> c.id().equals(pack.status()))
                        .findFirst()
                        .orElse(null);
        Reading reading = new Reading(kinds, Tree.text(object, "metadata", "namespace"), clock.millis());
        return column != null && column.value().read(object, reading) instanceof Cell.Status status ? status : null;
    }
}
