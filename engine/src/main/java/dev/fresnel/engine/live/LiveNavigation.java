package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.Pack;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.view.NavigationData;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rail: what the clusters looked at serve, grouped as packs say; kinds that no pack knows in a group for each API group.
 * Counts of what is wrong come from the Stores that run anyway.
 */
final class LiveNavigation extends WholeView {

    /** This group serves the core group's Events a second time. */
    private static final String SAME_EVENTS = "events.k8s.io";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Surroundings around;
    private final Runnable changed;
    private final Titles titles;
    private final Following following;
    private final Leases leases;
    private volatile ViewRequest.Navigation request;
    private @Nullable ScheduledFuture<?> next;

    LiveNavigation(Surroundings around, ViewRequest.Navigation request, String language, Runnable changed) {
        this.around = around;
        this.changed = changed;
        this.titles = new Titles(around.packs(), language);
        this.request = request;
        this.following = new Following(around.clusters(), changed);
        this.leases = Leases.heard(changed);
    }

    @Override
    ViewData data() {
        Map<String, Kind> served = new LinkedHashMap<>();
        Map<String, Trouble> troubles = new HashMap<>();
        Set<String> namespaces = new TreeSet<>();
        List<SourceState> sources = new ArrayList<>();
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
                connection
                        .discovery()
                        .kinds()
                        .resource("namespaces")
                        .ifPresent(kind -> leases.store(connection, kind, Scope.CLUSTER)
                                .snapshot()
                                .forEach(row -> namespaces.add(row.name())));
                connection
                        .stores()
                        .running()
                        .forEach(store -> troubles.computeIfAbsent(store.kind().resource(), _ -> new Trouble())
                                .add(store));
            }
        }
        leases.endRound();
        lookAgain();
        return new NavigationData(groups(served, troubles), List.copyOf(namespaces), sources);
    }

    /** Counts come from Stores that other views run, which do not tell this one: it looks now and then. */
    private void lookAgain() {
        if (next == null || next.isDone()) {
            next = around.later().schedule(changed, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private List<NavigationData.Group> groups(Map<String, Kind> served, Map<String, Trouble> troubles) {
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
            Map<String, Kind> served, Set<String> placed, Map<String, Trouble> troubles) {
        Map<String, List<NavigationData.Item>> byGroup = new TreeMap<>();
        for (Kind kind : served.values()) {
            KindPack known = around.packs().of(kind);
            // A kind that a pack knows and puts in no group is one for the palette only.
            if (known == null
                    && !placed.contains(kind.resource())
                    && !kind.group().equals(SAME_EVENTS)) {
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

    private NavigationData.Item item(Kind kind, @Nullable Trouble trouble) {
        KindPack pack = around.packs().of(kind);
        List<String> shortNames = new ArrayList<>(kind.shortNames());
        if (pack != null) {
            pack.shortNames().stream()
                    .filter(name -> !shortNames.contains(name))
                    .forEach(shortNames::add);
        }
        Severity worst = trouble == null ? null : trouble.worst();
        return new NavigationData.Item(
                kind.resource(),
                titles.plural(kind),
                shortNames,
                worst,
                trouble == null || worst == null ? 0 : trouble.count(worst));
    }

    @Override
    public void adjust(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Navigation wanted)) {
            throw new IllegalArgumentException("this view is the navigation");
        }
        request = wanted;
    }

    @Override
    void end() {
        if (next != null) {
            next.cancel(false);
        }
        following.close();
        leases.close();
    }

    /** How many objects of a kind have failed or warn. */
    private static final class Trouble {
        private int failed;
        private int warning;

        void add(Store store) {
            store.snapshot().forEach(row -> {
                failed += row.severity() == Severity.FAILED ? 1 : 0;
                warning += row.severity() == Severity.WARNING ? 1 : 0;
            });
        }

        @Nullable
        Severity worst() {
            return failed > 0 ? Severity.FAILED : warning > 0 ? Severity.WARNING : null;
        }

        int count(Severity severity) {
            return severity == Severity.FAILED ? failed : warning;
        }
    }
}
