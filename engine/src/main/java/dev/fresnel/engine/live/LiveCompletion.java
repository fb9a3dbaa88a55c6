package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.query.Columns;
import dev.fresnel.engine.query.Completion;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.view.CompletionData;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What could be typed next in the query bar of a table, from the very Stores that the table shows. */
final class LiveCompletion extends WholeView {

    private final Titles titles;
    private final Following following;
    private final Leases leases;
    private ViewRequest.Completion request;

    LiveCompletion(Surroundings around, ViewRequest.Completion request, String language, Runnable changed) {
        this.request = checked(request);
        this.titles = new Titles(around.packs(), language);
        this.following = new Following(around.clusters(), changed);
        this.leases = Leases.silent(changed);
    }

    private static ViewRequest.Completion checked(ViewRequest.Completion request) {
        if (request.text().length() > 4_000) {
            throw new IllegalArgumentException("a query has at most 4000 characters");
        }
        Following.checked(request.clusters());
        return request;
    }

    @Override
    ViewData data() {
        ViewRequest.Completion asked = request;
        Map<String, List<ColumnShape>> shapes = new LinkedHashMap<>();
        List<StoreSnapshot> snapshots = new ArrayList<>();
        Kind kind = null;
        for (Cluster cluster : following.connected(asked.clusters())) {
            Connection connection = cluster.connection();
            Optional<Kind> served = connection == null
                    ? Optional.empty()
                    : connection.discovery().kinds().resource(asked.resource());
            if (connection != null && served.isPresent()) {
                kind = served.get();
                for (Scope scope : LiveTable.scopes(kind, asked.namespaces())) {
                    Store store = leases.store(connection, kind, scope);
                    if (store != null) {
                        shapes.put(cluster.name(), store.shape().columns());
                        snapshots.add(store.snapshot());
                    }
                }
            }
        }
        leases.endRound();
        if (kind == null) {
            return new CompletionData(asked.text(), asked.caret(), asked.caret(), List.of());
        }
        Kind of = kind;
        Columns columns = Columns.of(kind.namespaced(), shapes, column -> titles.column(of, column));
        return new Completion(columns, snapshots, asked.namespaces()).complete(asked.text(), asked.caret());
    }

    @Override
    void look(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Completion wanted)) {
            throw new IllegalArgumentException("this view completes queries");
        }
        request = checked(wanted);
    }

    @Override
    void end() {
        following.close();
        leases.close();
    }
}
