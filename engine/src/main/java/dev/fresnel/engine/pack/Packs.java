package dev.fresnel.engine.pack;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.kube.discovery.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All packs that were read, and what was wrong. Immutable. */
public final class Packs {

    /** The pack whose texts all others may use. */
    private static final String SHARED = "core";

    private final List<Pack> packs;
    private final List<PackProblem> problems;
    private final Map<KindName, KindPack> kinds = new HashMap<>();
    private final Map<KindName, Pack> owners = new HashMap<>();
    private final Set<KindName> twins = new HashSet<>();

    Packs(List<Pack> packs, List<PackProblem> problems) {
        this.packs = List.copyOf(packs);
        this.problems = List.copyOf(problems);
        for (Pack pack : packs) {
            for (KindPack kind : pack.kinds()) {
                kinds.put(kind.kind(), kind);
                owners.put(kind.kind(), pack);
                twins.addAll(kind.twins());
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
        return of(new KindName(kind.group(), kind.name()));
    }

    /** How a kind of that name is shown, or null where no pack knows it. */
    public @Nullable KindPack of(KindName name) {
        return kinds.get(name);
    }

    /**
     * The kind that a resource's full name most likely means, while no cluster says what it serves; null where no pack knows
     * one. Plurals are guessed as API servers themselves guess them.
     */
    public @Nullable KindPack guess(String resource) {
        return kinds.values().stream()
                .filter(kind -> resource(kind.kind()).equals(resource))
                .findFirst()
                .orElse(null);
    }

    private static String resource(KindName kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        String plural = name.equals("endpoints")
                ? name
                : name.endsWith("s")
                        ? name + "es"
                        : name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
        return kind.group().isEmpty() ? plural : plural + "." + kind.group();
    }

    /** The kinds of packs of one's own, as far as they are in use. */
    public List<KindPack> onesOwn() {
        return kinds.values().stream().filter(KindPack::isOnesOwn).toList();
    }

    /** Whether a kind's objects are those of another one, which a pack shows. */
    public boolean isTwin(Kind kind) {
        return twins.contains(new KindName(kind.group(), kind.name()));
    }

    /** The texts for a kind in a language such as {@code ja}: its pack's, and those that all packs share. */
    public Words words(Kind kind, String language) {
        return words(new KindName(kind.group(), kind.name()), language);
    }

    /** The same, by the kind's name. */
    public Words words(KindName kind, String language) {
        Map<String, String> all = new HashMap<>(shared(language).translations());
        Pack pack = owners.get(kind);
        if (pack != null && !pack.name().equals(SHARED)) {
            all.putAll(pack.words(language).translations());
        }
        return new Words(all);
    }

    private Words shared(String language) {
        return packs.stream()
                .filter(pack -> pack.name().equals(SHARED))
                .findFirst()
                .map(pack -> pack.words(language))
                .orElse(Words.ENGLISH);
    }
}
