package dev.fresnel.engine.finding;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Changes;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.view.ObjectRef;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The objects of one kind as they were seen last, with those of each namespace by index. For one thread. */
final class Watched {

    private final KindName name;
    private final Store store;
    private final Map<String, Set<Row>> byNamespace = new HashMap<>();
    private final Map<Class<?>, Map<Row, Object>> derived = new HashMap<>();
    private @Nullable StoreSnapshot seen;

    Watched(KindName name, Store store) {
        this.name = name;
        this.store = store;
    }

    KindName name() {
        return name;
    }

    boolean isOf(ObjectRef ref) {
        return ref.resource().equals(store.kind().resource());
    }

    boolean isOf(Store other) {
        return store == other;
    }

    /** What was seen last; null before anything was. */
    @Nullable
    StoreSnapshot seen() {
        return seen;
    }

    /** Whether all objects of the kind are known. */
    boolean complete() {
        return seen != null && seen.complete();
    }

    /** What has changed since it was asked last; null where nothing has. */
    @Nullable
    Changes refresh() {
        StoreSnapshot now = store.snapshot();
        StoreSnapshot before = seen;
        if (before != null && now.version() == before.version()) {
            return null;
        }
        Changes changes = before == null ? all(now) : now.changesSince(before);
        changes.out().forEach(row -> {
            derived.values().forEach(known -> known.remove(row));
            Set<Row> rows = byNamespace.get(row.namespace());
            if (rows != null && rows.remove(row) && rows.isEmpty()) {
                byNamespace.remove(row.namespace());
            }
        });
        changes.in()
                .forEach(row -> byNamespace
                        .computeIfAbsent(row.namespace(), _ -> Collections.newSetFromMap(new IdentityHashMap<>()))
                        .add(row));
        seen = now;
        return changes;
    }

    private static Changes all(StoreSnapshot snapshot) {
        return new Changes(
                snapshot.rows().stream()
                        .map(row -> new Changes.Upsert(row, null))
                        .toList(),
                List.of());
    }

    Collection<Row> in(String namespace) {
        return byNamespace.getOrDefault(namespace, Set.of());
    }

    ObjectRef ref(Row row) {
        return ref(row.cluster(), row.namespace(), row.name());
    }

    ObjectRef ref(String cluster, String namespace, String name) {
        return new ObjectRef(cluster, store.kind().resource(), namespace.isEmpty() ? null : namespace, name);
    }

    <T> @Nullable T derived(Row row, Class<T> type, Function<Subject, T> how, long now) {
        Map<Row, Object> known = derived.computeIfAbsent(type, _ -> new IdentityHashMap<>());
        Object answer = known.get(row);
        if (answer == null) {
            Subject subject = open(row, now);
            if (subject == null) {
                return null;
            }
            answer = how.apply(subject);
            known.put(row, answer);
        }
        return type.cast(answer);
    }

    @Nullable
    Subject open(Row row, long now) {
        Map<String, Object> tree = seen == null ? null : WholeObjects.tree(store.kind(), seen, row);
        return tree == null ? null : new Subject(name, row, tree, now);
    }

    List<Row> rows() {
        return seen == null ? List.of() : seen.rows();
    }
}
