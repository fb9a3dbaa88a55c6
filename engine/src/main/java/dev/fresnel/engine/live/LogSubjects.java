package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.details.RelatedObjects;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.relation.RelatedQueries;
import dev.fresnel.engine.relation.RelatedQuery;
import dev.fresnel.engine.relation.Relation;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.kube.discovery.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which containers the logs of some objects are of: those of the pods among them, and of the pods that belong to the others, as
 * their packs' relations say. Asked again when something changed; pods that came since are then among them. For one thread at a
 * time.
 */
final class LogSubjects implements AutoCloseable {

    static final KindName POD = new KindName("", "Pod");
    private static final KindName SERVICE = new KindName("", "Service");

    private final Surroundings around;
    private final Runnable changed;
    private final Following following;
    private final Leases leases;
    private final Map<ObjectRef, FollowedObject> owners = new LinkedHashMap<>();
    private final Map<Connection, StoresRelated> related = new HashMap<>();

    LogSubjects(Surroundings around, Runnable changed) {
        this.around = around;
        this.changed = changed;
        this.following = new Following(around.clusters(), changed);
        this.leases = Leases.heard(changed);
    }

    /**
     * What is known now.
     *
     * @param all false while there may be more that are not known yet
     */
    record Known(List<LogSubject> subjects, List<FoundPod> pods, List<SourceState> states, boolean all) {}

    /** A pod, whole. */
    record FoundPod(Connection connection, ObjectRef ref, Map<String, Object> tree) {}

    /** Whether objects of a kind number their pods' ports anew. */
    static boolean isService(@Nullable Kind kind) {
        return kind != null && SERVICE.equals(new KindName(kind.group(), kind.name()));
    }

    /** Whether objects of a kind have logs: pods, and what has pods of its own. */
    static boolean offered(Kind kind, Packs packs) {
        return isPod(kind) || !ways(packs.of(kind)).isEmpty() || throughOthers(packs.of(kind), packs) != null;
    }

    private static boolean isPod(Kind kind) {
        return POD.equals(new KindName(kind.group(), kind.name()));
    }

    /** Relations to pods that belong to an object, not to those that merely use it. */
    private static List<Relation> ways(@Nullable KindPack pack) {
        return pack == null
                ? List.of()
                : pack.relations().stream()
                        .filter(relation -> relation.kind().equals(POD) && belongs(relation))
                        .toList();
    }

    private static boolean belongs(Relation relation) {
        return switch (relation.how()) {
            case Relation.How.Owned _, Relation.How.Selects _, Relation.How.Labelled _ -> true;
            case Relation.How.SelectedBy _, Relation.How.Names _, Relation.How.NamedBy _ -> false;
        };
    }

    /** The relation to owned objects that have pods, as jobs are of a cron job. */
    private static @Nullable Relation throughOthers(@Nullable KindPack pack, Packs packs) {
        if (pack == null) {
            return null;
        }
        for (Relation relation : pack.relations()) {
            if (relation.how() instanceof Relation.How.Owned
                    && !ways(packs.of(relation.kind())).isEmpty()) {
                return relation;
            }
        }
        return null;
    }

    Known of(List<ObjectRef> objects) {
        owners.entrySet().removeIf(owner -> {
            boolean gone = !objects.contains(owner.getKey());
            if (gone) {
                owner.getValue().close();
            }
            return gone;
        });
        Round round = new Round();
        Map<Place, Set<String>> pods = new LinkedHashMap<>();
        following.connected(objects.stream().map(ObjectRef::cluster).distinct().toList());
        for (ObjectRef ref : objects) {
            Cluster cluster = around.clusters().find(ref.cluster());
            Connection connection = cluster == null ? null : cluster.connection();
            if (cluster == null || connection == null) {
                round.state(
                        ref, cluster == null ? following.unknown(ref.cluster()) : LiveTable.absent(cluster.state()));
                continue;
            }
            Kind kind = connection.discovery().kinds().resource(ref.resource()).orElse(null);
            if (kind == null) {
                round.state(ref, new State.NotServed());
            } else if (isPod(kind)) {
                pods.computeIfAbsent(new Place(connection, ref.cluster(), ref.namespace()), _ -> new TreeSet<>())
                        .add(ref.name());
            } else {
                round.through(ref, connection, kind);
            }
        }
        pods.forEach((place, names) ->
                round.add(place.connection, place.cluster, new RelatedQuery.Named(place.namespace, names)));
        related.values().forEach(StoresRelated::endRound);
        leases.endRound();
        return new Known(
                List.copyOf(round.found.values()),
                List.copyOf(round.pods.values()),
                List.copyOf(round.states.values()),
                round.all);
    }

    private record Place(
            Connection connection, String cluster, @Nullable String namespace) {}

    private StoresRelated related(Connection connection, String cluster) {
        return related.computeIfAbsent(connection, _ -> new StoresRelated(connection, cluster, leases, around));
    }

    /** One look at everything. */
    private final class Round {
        private final Map<LogSubject.Id, LogSubject> found = new LinkedHashMap<>();
        private final Map<ObjectRef, FoundPod> pods = new LinkedHashMap<>();
        private final Map<List<@Nullable String>, SourceState> states = new LinkedHashMap<>();
        private boolean all = true;

        void state(ObjectRef ref, State state) {
            state(new SourceState(ref.cluster(), ref.namespace(), state));
        }

        void state(SourceState state) {
            all &= state.state() instanceof State.Live;
            List<@Nullable String> place = java.util.Arrays.asList(state.cluster(), state.namespace());
            SourceState before = states.get(place);
            if (before == null || before.state() instanceof State.Live) {
                states.put(place, state);
            }
        }

        /** Pods that belong to another object. */
        void through(ObjectRef ref, Connection connection, Kind kind) {
            FollowedObject.Known known = owners.computeIfAbsent(
                            ref, _ -> new FollowedObject(around, ref, false, changed))
                    .now();
            state(known.state());
            Map<String, Object> tree = known.tree();
            KindPack pack = around.packs().of(kind);
            if (tree == null || pack == null) {
                return;
            }
            KindName name = new KindName(kind.group(), kind.name());
            List<Relation> ways = ways(pack);
            if (!ways.isEmpty()) {
                pods(ways, name, tree, connection, ref.cluster());
                return;
            }
            Relation over = throughOthers(pack, around.packs());
            RelatedQuery query = over == null ? null : RelatedQueries.of(over, name, tree);
            if (over == null || query == null) {
                return;
            }
            List<Map<String, Object>> others =
                    related(connection, ref.cluster()).whole(over.kind(), query);
            if (others == null) {
                all = false;
                return;
            }
            List<Relation> theirs = ways(around.packs().of(over.kind()));
            others.forEach(other -> pods(theirs, over.kind(), other, connection, ref.cluster()));
        }

        private void pods(
                List<Relation> ways, KindName kind, Map<String, Object> tree, Connection connection, String cluster) {
            for (Relation way : ways) {
                RelatedQuery query = RelatedQueries.of(way, kind, tree);
                if (query != null) {
                    add(connection, cluster, query);
                }
            }
        }

        void add(Connection connection, String cluster, RelatedQuery query) {
            StoresRelated from = related(connection, cluster);
            RelatedObjects.Found rows = from.find(POD, query, 0);
            if (rows == null) {
                state(new SourceState(cluster, query.namespace(), new State.NotServed()));
                return;
            }
            state(rows.state());
            List<Map<String, Object>> whole = from.whole(POD, query);
            if (whole == null) {
                all = false;
                return;
            }
            for (Map<String, Object> pod : whole) {
                ObjectRef ref = new ObjectRef(
                        cluster,
                        rows.kind().resource(),
                        Tree.text(pod, "metadata", "namespace"),
                        Tree.text(pod, "metadata", "name"));
                pods.putIfAbsent(ref, new FoundPod(connection, ref, pod));
                LogSubject.of(connection, ref, pod).forEach(subject -> found.putIfAbsent(subject.id(), subject));
            }
        }
    }

    @Override
    public void close() {
        following.close();
        owners.values().forEach(FollowedObject::close);
        leases.close();
    }
}
