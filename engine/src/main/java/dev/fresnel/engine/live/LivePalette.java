package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.pack.Pack;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.PaletteData;
import dev.fresnel.engine.view.PaletteData.Item;
import dev.fresnel.engine.view.PaletteData.Target;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.discovery.Kind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a text typed into the palette may mean: kinds by name and short name, clusters, namespaces, and objects of all
 * kinds that are being watched. It starts no watching of its own but of namespaces.
 */
final class LivePalette extends WholeView {

    /** More than the rail has places. */
    private static final int MOST_KINDS = 10_000;

    private static final String KINDS = "kinds";
    private static final String OBJECTS = "objects";
    private static final String NAMESPACES = "namespaces";
    private static final String CLUSTERS = "clusters";
    private static final List<String> GROUPS = List.of(KINDS, OBJECTS, NAMESPACES, CLUSTERS);

    private final Surroundings around;
    private final Titles titles;
    private final Following following;
    private final Leases leases;
    private ViewRequest.Palette request;

    LivePalette(Surroundings around, ViewRequest.Palette request, String language, Runnable changed) {
        this.request = checked(request);
        this.around = around;
        this.titles = new Titles(around.packs(), language);
        this.following = new Following(around.clusters(), changed);
        this.leases = Leases.silent(changed);
    }

    private static ViewRequest.Palette checked(ViewRequest.Palette request) {
        if (request.limit() < 1 || request.limit() > 200 || request.text().length() > 500) {
            throw new IllegalArgumentException("a palette shows 1 to 200 items for at most 500 characters");
        }
        Following.checked(request.clusters());
        return request;
    }

    @Override
    ViewData data() {
        String text = request.text().strip().toLowerCase(Locale.ROOT);
        // The best of each group, groups in a fixed order, so that nothing jumps about as more is typed.
        int each = Math.max(3, request.limit() / 3);
        Map<String, BestMatches> found = new LinkedHashMap<>();
        GROUPS.forEach(group -> found.put(group, new BestMatches(each)));
        Map<String, Kind> kinds = new LinkedHashMap<>();
        Set<String> namespaces = new HashSet<>();
        for (Cluster cluster : following.connected(request.clusters())) {
            Connection connection = cluster.connection();
            if (connection != null) {
                connection.discovery().kinds().preferred().stream()
                        .filter(kind -> kind.can("list"))
                        .forEach(kind -> kinds.putIfAbsent(kind.resource(), kind));
                namespaces(connection, text, group(found, NAMESPACES), namespaces);
                if (!text.isEmpty()) {
                    objects(cluster, connection, text, group(found, OBJECTS));
                }
            }
        }
        leases.endRound();
        kinds.values().forEach(kind -> kind(kind, text, group(found, KINDS)));
        for (Cluster cluster : around.clusters().all()) {
            String name = cluster.name();
            group(found, CLUSTERS)
                    .offer(
                            score(name, text),
                            name,
                            () -> new Item(CLUSTERS, name, null, "server", null, null, new Target.ToCluster(name)));
        }
        return answer(found);
    }

    private static BestMatches group(Map<String, BestMatches> found, String group) {
        return Objects.requireNonNull(found.get(group));
    }

    private PaletteData answer(Map<String, BestMatches> found) {
        List<Item> items = found.values().stream()
                .flatMap(matches -> matches.items().stream())
                .limit(request.limit())
                .toList();
        Map<String, Integer> more = new LinkedHashMap<>();
        found.forEach((group, matches) -> {
            long listed =
                    items.stream().filter(item -> item.group().equals(group)).count();
            if (matches.count() > listed) {
                more.put(group, matches.count() - (int) listed);
            }
        });
        return new PaletteData(request.text(), items, more);
    }

    private void kind(Kind kind, String text, BestMatches found) {
        String shortName =
                kind.shortNames().isEmpty() ? null : kind.shortNames().getFirst();
        int score = text.isEmpty()
                ? MOST_KINDS - place(kind)
                : Math.max(score(titles.plural(kind), text), score(kind.resource(), text) - 1);
        for (String name : kind.shortNames()) {
            score = Math.max(score, name.equals(text) ? 200 : score(name, text) - 5);
        }
        String group = kind.group().isEmpty() ? null : kind.group();
        found.offer(
                score,
                titles.plural(kind),
                () -> new Item(
                        KINDS,
                        titles.plural(kind),
                        group,
                        titles.icon(kind),
                        null,
                        shortName,
                        new Target.ToKind(kind.resource())));
    }

    /** Its place in the rail, where the kinds that are asked for most come first. */
    private int place(Kind kind) {
        KindName name = new KindName(kind.group(), kind.name());
        int place = 0;
        for (Pack pack : around.packs().all()) {
            for (Pack.RailGroup group : pack.groups()) {
                int at = group.kinds().indexOf(name);
                if (at >= 0) {
                    return place + at;
                }
                place += group.kinds().size();
            }
        }
        return MOST_KINDS;
    }

    /** @param known those of other clusters: a name stands for all of them */
    private void namespaces(Connection connection, String text, BestMatches found, Set<String> known) {
        Store store = leases.store(connection, "namespaces");
        if (store == null) {
            return;
        }
        store.snapshot().forEach(row -> {
            if (known.add(row.name())) {
                found.offer(score(row.name(), text), row.name(), () -> namespace(store.kind(), row.name()));
            }
        });
    }

    private Item namespace(Kind kind, String name) {
        return new Item(
                NAMESPACES, name, titles.singular(kind), titles.icon(kind), null, null, new Target.ToNamespace(name));
    }

    private void objects(Cluster cluster, Connection connection, String text, BestMatches found) {
        for (Store store : connection.stores().running()) {
            Kind kind = store.kind();
            store.snapshot()
                    .forEach(row -> found.offer(score(row.name(), text), row.name(), () -> object(cluster, kind, row)));
        }
    }

    private Item object(Cluster cluster, Kind kind, Row row) {
        String where = request.clusters().size() > 1 ? cluster.name() + " · " : "";
        String place = row.namespace().isEmpty() ? "" : ", " + row.namespace();
        @Nullable Severity severity = row.severity() == Severity.HEALTHY ? null : row.severity();
        return new Item(
                OBJECTS,
                row.name(),
                where + titles.singular(kind) + place,
                titles.icon(kind),
                severity,
                null,
                new Target.ToObject(new ObjectRef(
                        cluster.name(),
                        kind.resource(),
                        row.namespace().isEmpty() ? null : row.namespace(),
                        row.name())));
    }

    /** How well a name fits what was typed: 0 for not at all; the whole name, its beginning, a word's beginning, a part. */
    private static int score(String name, String text) {
        String plain = name.toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return 1;
        }
        int at = plain.indexOf(text);
        if (at < 0) {
            return 0;
        }
        if (at == 0) {
            return plain.length() == text.length() ? 150 : 100;
        }
        return Character.isLetterOrDigit(plain.charAt(at - 1)) ? 20 : 60;
    }

    @Override
    void look(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Palette wanted)) {
            throw new IllegalArgumentException("this view is the palette");
        }
        request = checked(wanted);
    }

    @Override
    void end() {
        following.close();
        leases.close();
    }
}
