package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.details.RelatedObjects;
import dev.fresnel.engine.query.BoundQuery;
import dev.fresnel.engine.query.Columns;
import dev.fresnel.engine.query.Query;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.relation.RelatedQuery;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.table.SourceStates;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds related objects in the Stores of a cluster, which it leases as they are asked for. Owners and names are looked up by
 * index; what the query language can say is tested on rows; only for the rest are objects opened, each version once.
 */
final class StoresRelated implements RelatedObjects {

    private final Connection connection;
    private final String cluster;
    private final Leases leases;
    private final Surroundings around;
    private final OpenedObjects<Boolean> matching = new OpenedObjects<>();
    private final OpenedObjects<Optional<Map<String, Object>>> trees = new OpenedObjects<>();

    StoresRelated(Connection connection, String cluster, Leases leases, Surroundings around) {
        this.connection = connection;
        this.cluster = cluster;
        this.leases = leases;
        this.around = around;
    }

    /** What may be asked of the objects of more than one kind. */
    private record Question(String resource, Object what) {}

    /** Ends a round: what was not asked in it is forgotten. */
    void endRound() {
        matching.endRound();
        trees.endRound();
    }

    @Override
    public @Nullable Found find(KindName name, RelatedQuery query, int limit) {
        Kind kind = served(name);
        if (kind == null) {
            return null;
        }
        Store store = leases.store(connection, kind, scope(kind, query.namespace()));
        if (store == null) {
            return new Found(
                    kind, List.of(), List.of(), 0, new SourceState(cluster, query.namespace(), new State.Connecting()));
        }
        List<Row> rows = rows(store, store.snapshot(), kind, query);
        rows.sort(Comparator.comparing(Row::namespace).thenComparing(Row::name));
        return new Found(
                kind,
                store.shape().columns(),
                rows.size() > limit ? List.copyOf(rows.subList(0, limit)) : rows,
                rows.size(),
                new SourceState(cluster, query.namespace(), SourceStates.of(store, query.namespace())));
    }

    @Override
    public @Nullable List<Map<String, Object>> whole(KindName name, RelatedQuery query) {
        Kind kind = served(name);
        Store store = kind == null ? null : leases.store(connection, kind, scope(kind, query.namespace()));
        StoreSnapshot snapshot = store == null ? null : store.snapshot();
        if (kind == null || store == null || snapshot == null || !snapshot.complete()) {
            return null;
        }
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Row row : rows(store, snapshot, kind, query)) {
            Optional<Map<String, Object>> tree = tree(kind, snapshot, row);
            if (tree.isEmpty()) {
                return null;
            }
            objects.add(tree.get());
        }
        return objects;
    }

    private @Nullable Kind served(KindName name) {
        Kind kind = connection.kinds().find(name.group(), name.name());
        return kind != null && kind.can("list") ? kind : null;
    }

    private static Scope scope(Kind kind, @Nullable String namespace) {
        return kind.namespaced() && namespace != null ? Scope.namespace(namespace) : Scope.CLUSTER;
    }

    private List<Row> rows(Store store, StoreSnapshot snapshot, Kind kind, RelatedQuery query) {
        if (query instanceof RelatedQuery.OwnedBy owned) {
            return new ArrayList<>(snapshot.ownedBy(owned.uid()));
        }
        if (query instanceof RelatedQuery.Named named && named.namespace() != null) {
            List<Row> found = new ArrayList<>();
            for (String name : named.names()) {
                Row row = snapshot.byName(kind.namespaced() ? named.namespace() : "", name);
                if (row != null) {
                    found.add(row);
                }
            }
            return found;
        }
        String said = query.readsObjects() ? query.query() : null;
        return said == null
                ? looked(snapshot, kind, query, query.namespace(), query::matches)
                : tested(store, snapshot, kind, query, said);
    }

    private List<Row> tested(Store store, StoreSnapshot snapshot, Kind kind, RelatedQuery query, String said) {
        Columns columns =
                Columns.of(kind.namespaced(), Map.of(cluster, store.shape().columns()), column -> column);
        BoundQuery bound = BoundQuery.bind(Query.parse(said), columns, columns.all());
        List<Row> found = new ArrayList<>();
        if (bound.problem() != null) {
            return looked(snapshot, kind, query, query.namespace(), query::matches);
        }
        long now = around.clock().millis();
        snapshot.forEach(row -> {
            if (inScope(row, query.namespace()) && bound.test(row, now)) {
                found.add(row);
            }
        });
        return found;
    }

    private List<Row> looked(
            StoreSnapshot snapshot,
            Kind kind,
            Object asked,
            @Nullable String namespace,
            Predicate<RelatedQuery.Candidate> wanted) {
        Question question = new Question(kind.resource(), asked);
        List<Row> found = new ArrayList<>();
        snapshot.forEach(row -> {
            if (inScope(row, namespace)
                    && matching.answer(question, row, each -> wanted.test(new Opened(kind, snapshot, each)))) {
                found.add(row);
            }
        });
        return found;
    }

    /** The whole object, where the Store keeps it. */
    private Optional<Map<String, Object>> tree(Kind kind, StoreSnapshot snapshot, Row row) {
        return trees.answer(kind, row, each -> Optional.ofNullable(WholeObjects.tree(kind, snapshot, each)));
    }

    private static boolean inScope(Row row, @Nullable String namespace) {
        return namespace == null || row.namespace().isEmpty() || namespace.equals(row.namespace());
    }

    private static boolean isAbout(RelatedQuery.Candidate event, String uid) {
        return event.object().get("involvedObject") instanceof Map<?, ?> about && uid.equals(about.get("uid"));
    }

    @Override
    public Seen events(Collection<String> uids) {
        Kind kind = served(new KindName("", "Event"));
        if (kind == null) {
            return new Seen(List.of(), new SourceState(cluster, null, new State.NotServed()));
        }
        List<Map<String, Object>> events = new ArrayList<>();
        State worst = new State.Live();
        for (String uid : uids) {
            Store store = leases.store(connection, kind, new Scope(null, "involvedObject.uid=" + uid, null));
            if (store == null) {
                worst = new State.Connecting();
                continue;
            }
            State state = SourceStates.of(store, null);
            worst = state instanceof State.Live ? worst : state;
            StoreSnapshot snapshot = store.snapshot();
            for (Row row : looked(snapshot, kind, uid, null, event -> isAbout(event, uid))) {
                tree(kind, snapshot, row).ifPresent(events::add);
            }
        }
        return new Seen(events, new SourceState(cluster, null, worst));
    }

    /** A row whose object is opened when asked for. */
    private record Opened(Kind kind, StoreSnapshot snapshot, Row row) implements RelatedQuery.Candidate {
        @Override
        public String namespace() {
            return row.namespace();
        }

        @Override
        public String name() {
            return row.name();
        }

        @Override
        public Map<String, String> labels() {
            return row.labels();
        }

        @Override
        public List<String> owners() {
            return row.owners();
        }

        @Override
        public Map<String, Object> object() {
            Map<String, Object> tree = WholeObjects.tree(kind, snapshot, row);
            return tree == null ? Map.of() : tree;
        }
    }
}
