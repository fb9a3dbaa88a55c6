package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.table.SourceStates;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object, followed: from a Store where that keeps it whole, else read from the server as the person each time its version
 * changes (Secrets; objects with fields newer than this program; managedFields on request).
 */
final class FollowedObject implements AutoCloseable {

    private final ObjectRef ref;
    private final boolean fromServer;
    private final Following following;
    private final Leases leases;
    private final ObjectReads reads;

    private @Nullable Map<String, Object> tree;
    /** Of {@link #tree}. */
    private @Nullable String version;

    private boolean seen;

    /** @param fromServer always read the object from the server, because a Store's would lack something */
    FollowedObject(Surroundings around, ObjectRef ref, boolean fromServer, Runnable changed) {
        this.ref = ref;
        this.fromServer = fromServer;
        this.following = new Following(around.clusters(), changed);
        this.leases = Leases.heard(changed);
        this.reads = new ObjectReads(around, ref, fromServer, changed);
    }

    /**
     * The object as it is known.
     *
     * @param connection null while the cluster has not answered
     * @param kind null while it is not known to be served
     * @param tree null until it is known
     * @param gone it is not there: deleted where there is a tree, perhaps never made where there is none
     */
    record Known(
            @Nullable Connection connection,
            @Nullable Kind kind,
            @Nullable Map<String, Object> tree,
            @Nullable String version,
            boolean gone,
            SourceState state) {}

    /** What is known now. One thread at a time. */
    Known now() {
        Known known = look();
        leases.endRound();
        return known;
    }

    private Known look() {
        List<Cluster> found = following.connected(List.of(ref.cluster()));
        if (found.isEmpty()) {
            return nothing(following.unknown(ref.cluster()));
        }
        Cluster cluster = found.getFirst();
        Connection connection = cluster.connection();
        if (connection == null) {
            return nothing(LiveTable.absent(cluster.state()));
        }
        Kind kind = connection.discovery().kinds().resource(ref.resource()).orElse(null);
        if (kind == null) {
            return nothing(new State.NotServed());
        }
        Store store = leases.store(connection, kind, Scope.object(ref.namespace(), ref.name()));
        if (store == null) {
            return known(connection, kind, false, new State.Connecting());
        }
        StoreSnapshot snapshot = store.snapshot();
        Row row = snapshot.byName(ref.namespace() == null ? "" : ref.namespace(), ref.name());
        State state = SourceStates.of(store, ref.namespace());
        if (row != null) {
            seen = true;
            open(connection, kind, snapshot, row);
            return known(connection, kind, false, readable(state));
        }
        return known(connection, kind, snapshot.complete() && (seen || state instanceof State.Live), state);
    }

    private Known known(Connection connection, Kind kind, boolean gone, State state) {
        return new Known(connection, kind, tree, version, gone, new SourceState(ref.cluster(), ref.namespace(), state));
    }

    /** What is shown is no newer than the last read that went well. */
    private State readable(State state) {
        ObjectReads.Problem problem = reads.problem();
        ObjectReads.Read read = reads.latest();
        if (problem == null || !(state instanceof State.Live)) {
            return state;
        }
        return read == null
                ? new State.Failed(Phrase.of("state.notRead"), problem.words())
                : new State.Stale(read.at(), problem.attempt(), problem.nextTryAt(), problem.words());
    }

    private Known nothing(State state) {
        return new Known(null, null, tree, version, false, new SourceState(ref.cluster(), ref.namespace(), state));
    }

    private void open(Connection connection, Kind kind, StoreSnapshot snapshot, Row row) {
        if (row.resourceVersion().equals(version)) {
            return;
        }
        Map<String, Object> kept = fromServer ? null : WholeObjects.tree(kind, snapshot, row);
        if (kept != null) {
            tree = kept;
            version = row.resourceVersion();
            return;
        }
        reads.want(connection, kind, row.resourceVersion());
        ObjectReads.Read read = reads.latest();
        if (read != null) {
            tree = read.tree();
            version = read.version();
        }
    }

    @Override
    public void close() {
        following.close();
        leases.close();
        reads.close();
    }
}
