package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.cluster.StorePool;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.Pack;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.SeverityCounts;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.store.Subscription;
import dev.fresnel.engine.view.MissingApi;
import dev.fresnel.engine.view.NavigationData;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.discovery.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rail: what the clusters looked at serve, grouped as packs say; kinds that no pack knows in a group for each API group.
 * Counts of what is wrong come from the Stores that run anyway.
 */
final class LiveNavigation extends WholeView {

    /** What the rail counts, the worst first. */
    private static final List<Severity> TROUBLE = List.of(Severity.FAILED, Severity.WARNING);

    private final Surroundings around;
    private final Runnable changed;
    private final Titles titles;
    private final Following following;
    private final Leases leases;
    private ViewRequest.Navigation request;
    /** Other views' Stores, heard for what is wrong in them. */
    private final Map<StorePool, Subscription> pools = new HashMap<>();

    LiveNavigation(Surroundings around, ViewRequest.Navigation request, String language, Runnable changed) {
        this.around = around;
        this.changed = changed;
        this.titles = new Titles(around.packs(), language);
        this.request = checked(request);
        this.following = new Following(around.clusters(), changed);
        this.leases = Leases.heard(changed);
    }

    private static ViewRequest.Navigation checked(ViewRequest.Navigation request) {
        Following.checked(request.clusters());
        return request;
    }

    @Override
    ViewData data() {
        Map<String, Kind> served = new LinkedHashMap<>();
        Map<String, SeverityCounts> troubles = new HashMap<>();
        Set<String> namespaces = new TreeSet<>();
        Set<StorePool> seen = new HashSet<>();
        List<SourceState> sources = new ArrayList<>();
        List<MissingApi> missing = new ArrayList<>();
        List<NavigationData.ClusterClock> clocks = new ArrayList<>();
        for (Cluster cluster : following.connected(request.clusters())) {
            Connection connection = cluster.connection();
            sources.add(new SourceState(
                    cluster.name(),
                    null,
                    connection == null ? LiveTable.absent(cluster.state()) : new SourceState.State.Live()));
            if (connection != null) {
                for (Kind kind : connection.discovery().kinds().preferred()) {
                    if (kind.can("list")) {
                        served.putIfAbsent(kind.resource(), kind);
                    }
                }
                missing.addAll(MissingApis.of(cluster.name(), connection));
                long ahead = connection.info().clockSkew().toMillis();
                if (ahead != 0) {
                    clocks.add(new NavigationData.ClusterClock(cluster.name(), ahead));
                }
                Store spaces = leases.store(connection, "namespaces");
                if (spaces != null) {
                    spaces.snapshot().forEach(row -> namespaces.add(row.name()));
                }
                seen.add(connection.stores());
                pools.computeIfAbsent(connection.stores(), pool -> pool.subscribe(changed));
                for (Store store : connection.stores().running()) {
                    SeverityCounts counts =
                            troubles.computeIfAbsent(store.kind().resource(), _ -> new SeverityCounts());
                    StoreSnapshot snapshot = store.snapshot();
                    TROUBLE.forEach(severity -> counts.add(severity, snapshot.count(severity)));
                }
            }
        }
        for (String name : request.clusters()) {
            if (around.clusters().find(name) == null) {
                sources.add(new SourceState(name, null, following.unknown(name)));
            }
        }
        leases.endRound();
        pools.entrySet().removeIf(entry -> {
            boolean gone = !seen.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        return new NavigationData(groups(served, troubles), List.copyOf(namespaces), sources, missing, clocks);
    }

    private List<NavigationData.Group> groups(Map<String, Kind> served, Map<String, SeverityCounts> troubles) {
        Map<KindName, Kind> byName = new HashMap<>();
        served.values().forEach(kind -> byName.put(new KindName(kind.group(), kind.name()), kind));
        Set<String> placed = new LinkedHashSet<>();
        List<NavigationData.Group> groups = new ArrayList<>();
        for (Pack pack : around.packs().all()) {
            for (Pack.RailGroup group : pack.groups()) {
                List<NavigationData.Item> items = new ArrayList<>();
                for (KindName name : group.kinds()) {
                    Kind kind = byName.get(name);
                    if (kind != null && placed.add(kind.resource())) {
                        items.add(item(kind, troubles.get(kind.resource())));
                    }
                }
                if (!items.isEmpty()) {
                    String title = pack.words(titles.plainLanguage()).of(group.title());
                    groups.add(new NavigationData.Group(group.id(), title, group.icon(), pack.section(), items));
                }
            }
        }
        groups.addAll(custom(served, placed, troubles));
        return groups;
    }

    private List<NavigationData.Group> custom(
            Map<String, Kind> served, Set<String> placed, Map<String, SeverityCounts> troubles) {
        Map<String, List<NavigationData.Item>> byGroup = new TreeMap<>();
        for (Kind kind : served.values()) {
            KindPack known = around.packs().of(kind);
            // A kind that a pack knows and puts in no group is one for the palette only.
            if (known == null
                    && !placed.contains(kind.resource())
                    && !around.packs().isTwin(kind)) {
                byGroup.computeIfAbsent(kind.group().isEmpty() ? "core" : kind.group(), _ -> new ArrayList<>())
                        .add(item(kind, troubles.get(kind.resource())));
            }
        }
        List<NavigationData.Group> groups = new ArrayList<>();
        byGroup.forEach((group, items) -> {
            items.sort(Comparator.comparing(NavigationData.Item::title));
            groups.add(new NavigationData.Group("custom." + group, group, "braces", "custom", items));
        });
        return groups;
    }

    private NavigationData.Item item(Kind kind, @Nullable SeverityCounts trouble) {
        KindPack pack = around.packs().of(kind);
        List<String> shortNames = new ArrayList<>(kind.shortNames());
        if (pack != null) {
            pack.shortNames().stream()
                    .filter(name -> !shortNames.contains(name))
                    .forEach(shortNames::add);
        }
        Severity worst = trouble == null
                ? null
                : TROUBLE.stream()
                        .filter(severity -> trouble.of(severity) > 0)
                        .findFirst()
                        .orElse(null);
        return new NavigationData.Item(
                kind.resource(),
                titles.plural(kind),
                shortNames,
                worst,
                trouble == null || worst == null ? 0 : trouble.of(worst),
                LogSubjects.offered(kind, around.packs()));
    }

    @Override
    void look(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Navigation wanted)) {
            throw new IllegalArgumentException("this view is the navigation");
        }
        request = checked(wanted);
    }

    @Override
    void end() {
        pools.values().forEach(Subscription::close);
        following.close();
        leases.close();
    }
}
