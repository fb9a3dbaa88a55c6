package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.table.TableKind;
import dev.fresnel.engine.table.TableSource;
import dev.fresnel.engine.table.TableUpdate;
import dev.fresnel.engine.table.TableView;
import dev.fresnel.engine.view.HomeData.ClusterState;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.SourceState.State;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Kinds;
import dev.fresnel.kube.discovery.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A table over clusters that come, go and change: works out which Stores its rows come from, and leaves the rows to a
 * {@link TableView}. To be adjusted costs nothing: only the last wish before a {@link #poll} is worked out, so that no
 * flood of them keeps anybody waiting.
 */
final class LiveTable implements LiveView {

    /** Up to so many namespaces are each watched for themselves; for more, all are, and the table picks. */
    private static final int SINGLE_NAMESPACES = 8;

    private final Surroundings around;
    private final Runnable changed;
    private final Titles titles;
    private final Following following;
    private final Leases leases;
    private final AtomicBoolean sourcesChanged = new AtomicBoolean();
    private final AtomicReference<ViewRequest.@Nullable Table> wanted = new AtomicReference<>();
    private ViewRequest.Table request;
    private @Nullable Kind kind;
    private @Nullable Kind shownAs;
    private @Nullable TableView table;
    private @Nullable ScheduledFuture<?> wakeUp;
    private boolean closed;

    LiveTable(Surroundings around, ViewRequest.Table request, String language, Runnable changed) {
        this.around = around;
        this.changed = changed;
        this.titles = new Titles(around.packs(), language);
        this.request = checked(request);
        this.following = new Following(around.clusters(), this::sourcesChanged);
        this.leases = Leases.silent(this::sourcesChanged);
    }

    private static ViewRequest.Table checked(ViewRequest.Table request) {
        if (Following.checked(request.clusters()).isEmpty()) {
            throw new IllegalArgumentException("a table needs at least one cluster");
        }
        if (request.limit() < 1 || request.limit() > 500 || request.offset() < 0) {
            throw new IllegalArgumentException("a table's window has 1 to 500 rows from 0 on, not " + request.limit()
                    + " from " + request.offset());
        }
        return request;
    }

    private void sourcesChanged() {
        sourcesChanged.set(true);
        changed.run();
    }

    private TableView open(@Nullable TableView before) {
        List<TableSource> sources = sources();
        if (before != null && !sourcesAreOfAnotherKind()) {
            before.adjust(request, sources);
            return before;
        }
        if (before != null) {
            before.close();
        }
        shownAs = kind;
        return new TableView(describe(), request, sources, around.clock(), changed);
    }

    private boolean sourcesAreOfAnotherKind() {
        return kind == null ? shownAs != null : !kind.equals(shownAs);
    }

    /** Where rows come from now; sets {@link #kind} to the first cluster's that serves it. */
    private List<TableSource> sources() {
        List<TableSource> sources = new ArrayList<>();
        kind = null;
        for (Cluster cluster : following.connected(request.clusters())) {
            Connection connection = cluster.connection();
            Kind served =
                    connection == null ? null : served(connection.discovery().kinds());
            if (connection == null) {
                sources.add(new TableSource.Absent(cluster.name(), null, absent(cluster.state())));
            } else if (served == null || !served.can("list")) {
                sources.add(new TableSource.Absent(cluster.name(), null, new State.NotServed()));
            } else {
                kind = kind == null ? served : kind;
                addStores(sources, cluster.name(), connection, served);
            }
        }
        for (String name : request.clusters()) {
            if (around.clusters().find(name) == null) {
                sources.add(new TableSource.Absent(name, null, following.unknown(name)));
            }
        }
        leases.endRound();
        return sources;
    }

    /** By its full name; by any other that a person may have typed into the address where nothing is called so. */
    private @Nullable Kind served(Kinds kinds) {
        return kinds.resource(request.resource())
                .or(() -> kinds.find(request.resource()))
                .orElse(null);
    }

    private void addStores(List<TableSource> sources, String cluster, Connection connection, Kind served) {
        for (Scope scope : scopes(served, request.namespaces())) {
            Store store = leases.store(connection, served, scope);
            sources.add(
                    store == null
                            ? new TableSource.Absent(cluster, scope.namespace(), new State.Connecting())
                            : new TableSource.Watched(
                                    scope.namespace(),
                                    store,
                                    connection.info().clockSkew().toMillis()));
        }
    }

    /** What must be watched to show these namespaces; none are all. */
    static List<Scope> scopes(Kind kind, List<String> namespaces) {
        return !kind.namespaced() || namespaces.isEmpty() || namespaces.size() > SINGLE_NAMESPACES
                ? List.of(Scope.CLUSTER)
                : namespaces.stream().distinct().map(Scope::namespace).toList();
    }

    /** How a cluster that has not answered yet shows in a table. */
    static State absent(ClusterState state) {
        return switch (state) {
            case ClusterState.Idle _, ClusterState.Connecting _, ClusterState.Active _ -> new State.Connecting();
            case ClusterState.Unauthorised unauthorised ->
                new State.Failed(Phrase.of("cluster.unauthorised", "reason", unauthorised.reason()), null);
            case ClusterState.Unreachable unreachable ->
                new State.Failed(Phrase.of("cluster.unreachable", "reason", unreachable.reason()), null);
            case ClusterState.Invalid invalid ->
                new State.Failed(Phrase.of("cluster.invalid", "reason", invalid.reason()), null);
        };
    }

    private TableKind describe() {
        Kind of = kind;
        if (of == null) {
            return unserved();
        }
        KindPack pack = around.packs().of(of);
        return new TableKind(
                of.resource(),
                titles.plural(of),
                titles.singular(of),
                titles.about(of),
                of.namespaced(),
                pack == null ? TableKind.BY_NAME : pack.sort(),
                column -> titles.column(of, column));
    }

    /** No cluster says what it is, but a pack may know. */
    private TableKind unserved() {
        String resource = request.resource();
        KindPack pack = around.packs().guess(resource);
        return new TableKind(
                resource,
                pack == null ? resource : titles.words(pack).of(pack.plural()),
                pack == null ? resource : titles.words(pack).of(pack.title()),
                null,
                true,
                TableKind.BY_NAME,
                column -> column);
    }

    @Override
    public synchronized @Nullable Update poll() {
        if (closed) {
            return null;
        }
        ViewRequest.Table before = request;
        ViewRequest.Table now = wanted.getAndSet(null);
        request = now == null ? before : now;
        boolean otherSources = sourcesChanged.getAndSet(false) || !hasSourcesOf(before);
        if (table == null || otherSources) {
            table = open(table);
        } else if (now != null) {
            table.adjust(now);
        }
        Update update = switch (table.poll()) {
            case TableUpdate.Nothing _ -> null;
            case TableUpdate.Whole whole -> new Update.Whole(whole.data());
            case TableUpdate.Part part -> new Update.Changed(part.delta());
        };
        wakeAt(table.pollAt());
        return update;
    }

    /** Ages grow without anybody's doing: asks to be polled then. */
    private void wakeAt(long when) {
        if (wakeUp != null) {
            wakeUp.cancel(false);
            wakeUp = null;
        }
        if (when != Long.MAX_VALUE) {
            long wait = Math.max(50, when - around.clock().millis());
            wakeUp = around.later().schedule(changed, wait, TimeUnit.MILLISECONDS);
        }
    }

    private boolean hasSourcesOf(ViewRequest.Table before) {
        return request.clusters().equals(before.clusters())
                && request.namespaces().equals(before.namespaces())
                && request.resource().equals(before.resource());
    }

    @Override
    public void adjust(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Table table)) {
            throw new IllegalArgumentException("this view is a table");
        }
        wanted.set(checked(table));
    }

    @Override
    public synchronized void dropGone() {
        if (table != null) {
            table.dropGone();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
        following.close();
        if (table != null) {
            table.close();
        }
        leases.close();
    }
}
