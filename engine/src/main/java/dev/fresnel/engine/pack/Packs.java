package dev.fresnel.engine.pack;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.kube.discovery.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All packs that were read, and what was wrong. Immutable. */
public final class Packs {

    private final List<Pack> packs;
    private final List<PackProblem> problems;
    private final Map<KindName, KindPack> kinds = new HashMap<>();
    private final Map<KindName, Pack> owners = new HashMap<>();

    Packs(List<Pack> packs, List<PackProblem> problems) {
        this.packs = List.copyOf(packs);
        this.problems = List.copyOf(problems);
        for (Pack pack : packs) {
            for (KindPack kind : pack.kinds()) {
                kinds.put(kind.kind(), kind);
                owners.put(kind.kind(), pack);
            }
        }
    }

    /** In the order they were read. */
    public List<Pack> all() {
        return packs;
    }

    /** What was wrong and skipped. */
    public List<PackProblem> problems() {
        return problems;
    }

    /** How a kind is shown, or null where no pack knows it. */
    public @Nullable KindPack of(Kind kind) {
        return kinds.get(new KindName(kind.group(), kind.name()));
    }

    /** The texts for a kind in a language such as {@code ja}. */
    public Words words(Kind kind, String language) {
        Pack pack = owners.get(new KindName(kind.group(), kind.name()));
        return pack == null ? Words.ENGLISH : pack.words(language);
    }
}
