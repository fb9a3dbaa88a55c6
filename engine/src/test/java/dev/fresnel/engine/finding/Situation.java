package dev.fresnel.engine.finding;

import dev.fresnel.engine.cluster.ScriptedCluster;
import dev.fresnel.engine.finding.rule.Rules;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.pack.Shapes;
import dev.fresnel.engine.pack.TestKinds;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.kube.watch.ReflectorState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** A cluster of some objects, as all Stores that rules look at would hold it. What objects leave out is made up. */
final class Situation {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final InstantSource CLOCK = () -> NOW;
    private static final Packs PACKS = new PackLoader().shipped().packs();

    private final Map<KindName, Store> stores = new HashMap<>();
    private final Judgements judgements = new Judgements(Rules.ALL, CLOCK::millis);
    private int version;

    Situation() {
        Set<KindName> kinds = new HashSet<>();
        for (Rule rule : Rules.ALL) {
            kinds.add(rule.kind());
            kinds.addAll(rule.reads());
        }
        for (KindName name : kinds) {
            var kind = TestKinds.kind(name.group(), name.name());
            KindPack pack = Objects.requireNonNull(PACKS.of(kind), name::toString);
            Store store = new Store("test", kind, new Shapes(new TestKinds(), CLOCK).of(pack), CLOCK, Runnable::run);
            stores.put(name, store);
            judgements.watch(name, store);
        }
    }

    /** All objects of a YAML text, and no others. */
    Situation lists(String yaml) {
        Map<KindName, List<String>> byKind = new HashMap<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            if (document != null) {
                Map<String, Object> object = filled(document);
                KindName kind =
                        new KindName(KindName.group(Tree.text(object, "apiVersion")), Tree.text(object, "kind"));
                byKind.computeIfAbsent(kind, _ -> new ArrayList<>())
                        .add(JsonMapper.shared().writeValueAsString(object));
            }
        }
        stores.forEach((kind, store) -> {
            store.listStarted();
            byKind.getOrDefault(kind, List.of()).forEach(object -> store.upsert(ScriptedCluster.object(object)));
            store.listComplete();
            store.state(new ReflectorState.Live());
        });
        return this;
    }

    /** One object that comes or changes. */
    Situation changes(String yaml) {
        Map<String, Object> object = filled(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        Store store = store(object);
        store.upsert(ScriptedCluster.object(JsonMapper.shared().writeValueAsString(object)));
        store.settled();
        return this;
    }

    Situation deletes(KindName kind, String namespace, String name) {
        Store store = Objects.requireNonNull(stores.get(kind));
        store.delete(namespace, name, "");
        store.settled();
        return this;
    }

    private Store store(Map<String, Object> object) {
        return Objects.requireNonNull(
                stores.get(new KindName(KindName.group(Tree.text(object, "apiVersion")), Tree.text(object, "kind"))));
    }

    private Map<String, Object> filled(Object document) {
        Map<String, Object> object = new LinkedHashMap<>(Tree.map(document));
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(object, "metadata"));
        String kind = Tree.text(object, "kind");
        if (TestKinds.kind("", kind).namespaced()) {
            metadata.putIfAbsent("namespace", "shop");
        }
        metadata.putIfAbsent("uid", kind + "/" + metadata.get("name"));
        metadata.putIfAbsent("creationTimestamp", "2026-11-22T11:00:00Z");
        metadata.put("resourceVersion", Integer.toString(++version));
        object.put("metadata", metadata);
        return object;
    }

    List<Found> found() {
        judgements.refresh();
        return judgements.causes();
    }

    /** Sentences of a finding that have no Japanese. */
    static List<String> untranslated(Finding finding) {
        Map<String, String> known = PACKS.words(new KindName("", ""), "ja").translations();
        return Stream.of(finding.title(), finding.together(), finding.advice())
                .filter(Objects::nonNull)
                .flatMap(Situation::andParts)
                .map(Sentence::english)
                .filter(english -> !known.containsKey(english))
                .toList();
    }

    private static Stream<Sentence> andParts(Sentence sentence) {
        return Stream.concat(
                Stream.of(sentence),
                sentence.places().values().stream()
                        .flatMap(place -> place instanceof Sentence.Place.Parts(List<Sentence> parts)
                                ? parts.stream().flatMap(Situation::andParts)
                                : Stream.empty()));
    }

    /** In English, sorted. */
    List<String> titles() {
        return found().stream()
                .map(each -> each.finding().title().toString())
                .sorted()
                .toList();
    }
}
