package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.finding.Evidence;
import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Found;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.pack.Words;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ProblemsData;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.discovery.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is wrong in some clusters, by cause. */
final class LiveProblems extends WholeView {

    /** Objects that are named of each problem. */
    private static final int MOST_OBJECTS = 100;

    private final Surroundings around;
    private final Titles titles;
    private final Words words;
    private final Runnable changed;
    private final Following following;
    private final Map<FindingsRoom.Topic, ClusterFindings> entered = new HashMap<>();
    private ViewRequest.Problems request;

    LiveProblems(Surroundings around, ViewRequest.Problems request, String language, Runnable changed) {
        this.around = around;
        this.request = checked(request);
        this.titles = new Titles(around.packs(), language);
        this.words = around.packs().words(new KindName("", ""), titles.plainLanguage());
        this.changed = changed;
        this.following = new Following(around.clusters(), changed);
    }

    private static ViewRequest.Problems checked(ViewRequest.Problems request) {
        Following.checked(request.clusters());
        if (request.clusters().isEmpty()) {
            throw new IllegalArgumentException("problems are those of at least one cluster");
        }
        return request;
    }

    @Override
    ViewData data() {
        List<SourceState> sources = new ArrayList<>();
        List<Found> found = new ArrayList<>();
        List<FindingsRoom.Topic> looked = new ArrayList<>();
        boolean complete = true;
        Map<String, Connection> connections = new HashMap<>();
        for (Cluster cluster : following.connected(request.clusters())) {
            Connection connection = cluster.connection();
            if (connection == null) {
                sources.add(new SourceState(cluster.name(), null, LiveTable.absent(cluster.state())));
                complete = false;
                continue;
            }
            FindingsRoom.Topic topic = new FindingsRoom.Topic(connection, kind(connection));
            looked.add(topic);
            sources.add(new SourceState(cluster.name(), null, new SourceState.State.Live()));
            connections.put(cluster.name(), connection);
            ClusterFindings.Known known = entered.computeIfAbsent(
                            topic, _ -> around.findings().enter(topic, changed))
                    .known();
            (request.about() == null ? known.causes() : known.all())
                    .stream().filter(this::isWanted).forEach(found::add);
            complete &= known.complete();
        }
        for (String name : request.clusters()) {
            if (around.clusters().find(name) == null) {
                sources.add(new SourceState(name, null, following.unknown(name)));
                complete = false;
            }
        }
        leaveAllBut(looked);
        long objects = found.stream().map(Found::object).distinct().count();
        return new ProblemsData(problems(found, connections), (int) objects, sources, complete);
    }

    /** The kind of the object that is asked about; null where all are. */
    private @Nullable KindName kind(Connection connection) {
        ObjectRef about = request.about();
        return about == null
                ? null
                : connection
                        .discovery()
                        .kinds()
                        .resource(about.resource())
                        .map(kind -> new KindName(kind.group(), kind.name()))
                        .orElse(new KindName("", ""));
    }

    private boolean isWanted(Found found) {
        ObjectRef about = request.about();
        String namespace = found.object().namespace();
        return about != null
                ? about.equals(found.object())
                : request.namespaces().isEmpty()
                        || (namespace != null && request.namespaces().contains(namespace));
    }

    private List<ProblemsData.Problem> problems(List<Found> found, Map<String, Connection> connections) {
        Map<List<String>, List<Found>> byCause = new LinkedHashMap<>();
        for (Found each : found) {
            byCause.computeIfAbsent(cause(each), _ -> new ArrayList<>()).add(each);
        }
        List<ProblemsData.Problem> problems = new ArrayList<>();
        byCause.forEach((cause, each) -> {
            Connection connection = connections.get(each.getFirst().object().cluster());
            if (connection != null) {
                problems.add(problem(String.join(" ", cause), each, connection));
            }
        });
        problems.sort(Comparator.comparing(ProblemsData.Problem::severity)
                .thenComparingLong(problem -> problem.since() == null ? 0 : -problem.since())
                .thenComparing(ProblemsData.Problem::title)
                .thenComparing(ProblemsData.Problem::id));
        return problems;
    }

    private static List<String> cause(Found found) {
        ObjectRef object = found.object();
        Finding finding = found.finding();
        return finding.together() == null
                ? List.of(
                        object.cluster(),
                        finding.rule(),
                        object.resource(),
                        Objects.requireNonNullElse(object.namespace(), ""),
                        object.name(),
                        finding.title().english())
                : List.of(object.cluster(), finding.rule(), finding.cause());
    }

    private ProblemsData.Problem problem(String id, List<Found> found, Connection connection) {
        found.sort(Comparator.comparing(each -> each.object().name()));
        Finding first = found.getFirst().finding();
        Sentence many = first.together();
        Sentence title =
                found.size() == 1 || many == null ? first.title() : many.with("count", Integer.toString(found.size()));
        Set<String> namespaces = new TreeSet<>();
        Long since = null;
        for (Found each : found) {
            Long began = each.finding().since();
            since = began == null || (since != null && since < began) ? since : began;
            if (each.object().namespace() != null) {
                namespaces.add(each.object().namespace());
            }
        }
        Sentence advice = first.advice();
        return new ProblemsData.Problem(
                id,
                first.severity(),
                title.in(words),
                advice == null ? null : advice.in(words),
                since,
                found.getFirst().object().cluster(),
                List.copyOf(namespaces),
                found.size(),
                found.stream().limit(MOST_OBJECTS).map(Found::object).toList(),
                first.evidence().stream()
                        .map(each -> evidence(each, connection))
                        .toList());
    }

    private ProblemsData.Evidence evidence(Evidence evidence, Connection connection) {
        return switch (evidence) {
            case Evidence.Field(String path, String value) ->
                new ProblemsData.Evidence(path, new Cell.Code(value), null, null);
            case Evidence.Event(String reason, String message, long count, long lastAt) ->
                new ProblemsData.Evidence(reason, new Cell.Text(message), count, lastAt);
            case Evidence.Said(String by, String message) ->
                new ProblemsData.Evidence(by, new Cell.Text(message), null, null);
            case Evidence.Other other -> other(other, connection);
        };
    }

    private ProblemsData.Evidence other(Evidence.Other other, Connection connection) {
        Kind kind = connection.kinds().find(other.kind().group(), other.kind().name());
        Cell cell = kind == null
                ? new Cell.Code(other.name())
                : new Cell.Link(
                        other.name(),
                        new ObjectRef(
                                connection.kinds().cluster(),
                                kind.resource(),
                                other.namespace().isEmpty() ? null : other.namespace(),
                                other.name()),
                        null);
        return new ProblemsData.Evidence(kind == null ? other.kind().name() : titles.singular(kind), cell, null, null);
    }

    private void leaveAllBut(List<FindingsRoom.Topic> looked) {
        entered.keySet().removeIf(topic -> {
            boolean gone = !looked.contains(topic);
            if (gone) {
                around.findings().leave(topic, changed);
            }
            return gone;
        });
    }

    @Override
    void look(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Problems wanted)) {
            throw new IllegalArgumentException("this view is of problems");
        }
        request = checked(wanted);
    }

    @Override
    void end() {
        leaveAllBut(List.of());
        following.close();
    }
}
