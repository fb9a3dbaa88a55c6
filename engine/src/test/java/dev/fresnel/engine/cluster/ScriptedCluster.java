package dev.fresnel.engine.cluster;

import dev.fresnel.engine.pack.ClusterKinds;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.pack.Shapes;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ServerInfo;
import dev.fresnel.kube.api.StreamedResponse;
import dev.fresnel.kube.api.UpgradedConnection;
import dev.fresnel.kube.caller.AccessReview;
import dev.fresnel.kube.config.ClusterEntry;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.Kubeconfig;
import dev.fresnel.kube.config.UserEntry;
import dev.fresnel.kube.definition.OpenApi;
import dev.fresnel.kube.discovery.Discovery;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ObjectSink;
import dev.fresnel.kube.watch.ReflectorState;
import dev.fresnel.kube.wire.Encoding;
import dev.fresnel.kube.wire.PathTrie;
import dev.fresnel.kube.wire.ReadObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cluster whose API server answers what a test has written down, and whose Stores the test feeds. Connection, discovery and
 * pool are the real ones.
 */
public final class ScriptedCluster implements ApiServer, ConnectionFactory, Feeder {

    private record Answer(int status, String body) {}

    /** A Reflector that would run. */
    public static final class Fed {
        public final Kind kind;
        public final Scope scope;
        public final ObjectSink sink;
        public volatile boolean closed;

        private Fed(Kind kind, Scope scope, ObjectSink sink) {
            this.kind = kind;
            this.scope = scope;
            this.sink = sink;
        }

        /** All that there is. */
        public void lists(String... objects) {
            sink.listStarted();
            for (String object : objects) {
                sink.upsert(object(object));
            }
            sink.listComplete();
            sink.state(new ReflectorState.Live());
        }

        /** One that has changed. */
        public void changes(String object) {
            sink.upsert(object(object));
            sink.settled();
        }
    }

    public final List<String> asked = new CopyOnWriteArrayList<>();
    /** Paths of {@link #asked} whose answer has been {@link #lastHeard}. */
    public final List<String> answered = new CopyOnWriteArrayList<>();

    public final List<Fed> feeds = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Packs packs;
    private final ManualTime time;
    private volatile Instant heard = Instant.EPOCH;

    public ScriptedCluster(Packs packs, ManualTime time) {
        this.packs = packs;
        this.time = time;
        answer("/version", 200, "{\"gitVersion\":\"v1.36.3\"}");
        answer("/api", 200, groups("""
                {"metadata":{"name":""},"versions":[{"version":"v1","resources":[%s,%s,%s,%s,%s]}]}
                """.formatted(
                        resource("pods", "Pod", true),
                        resource("secrets", "Secret", true),
                        resource("events", "Event", true),
                        resource("namespaces", "Namespace", false),
                        resource("nodes", "Node", false))));
        serves("");
    }

    /** All groups beside the core, as aggregated discovery has them. */
    public void serves(String groups) {
        answer("/apis", 200, groups(groups));
    }

    private static String groups(String items) {
        return "{\"kind\":\"APIGroupDiscoveryList\",\"items\":[" + items + "]}";
    }

    /** A group with one kind. */
    public static String group(String name, String version, String plural, String kind) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"versions\":[{\"version\":\"" + version
                + "\",\"resources\":[" + resource(plural, kind, true) + "]}]}";
    }

    /** A group whose extension does not answer. */
    public static String silentGroup(String name, String version) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"versions\":[{\"version\":\"" + version
                + "\",\"freshness\":\"Stale\",\"resources\":[]}]}";
    }

    private static String resource(String plural, String kind, boolean namespaced) {
        return "{\"resource\":\"" + plural + "\",\"responseKind\":{\"kind\":\"" + kind + "\"},\"scope\":\""
                + (namespaced ? "Namespaced" : "Cluster") + "\",\"verbs\":[\"get\",\"list\",\"watch\"]}";
    }

    /** What a path answers from now on; without one it is 404. */
    public void answer(String path, int status, String json) {
        answers.put(path, new Answer(status, json));
    }

    /** Lets requests for a path wait until the answer is counted down. */
    public CountDownLatch hold(String path) {
        CountDownLatch latch = new CountDownLatch(1);
        held.put(path, latch);
        return latch;
    }

    /** Clusters with this one in it, under that name. */
    public Clusters named(String... names) {
        Clusters clusters = new Clusters(this, time);
        clusters.update(kubeconfig(names));
        return clusters;
    }

    public static Kubeconfig kubeconfig(String... names) {
        ClusterEntry entry =
                new ClusterEntry("c", URI.create("https://192.0.2.1:6443"), null, false, null, null, false, null);
        return new Kubeconfig(
                List.of(names).stream()
                        .map(name -> new Context(name, entry, UserEntry.ANONYMOUS, "default", null))
                        .toList(),
                null,
                List.of(),
                List.of());
    }

    /** The newest Reflector of a resource. */
    public Fed fed(String resource) {
        return feeds.stream()
                .filter(feed -> feed.kind.resource().equals(resource))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(resource + " is not fed"));
    }

    /** An object as a Reflector hands it on. */
    public static ReadObject object(String json) {
        Map<String, Object> fields = JsonMapper.shared().readValue(json, new TypeReference<>() {});
        Map<?, ?> metadata = (Map<?, ?>) fields.getOrDefault("metadata", Map.of());
        return new ReadObject(
                text(metadata, "namespace"),
                text(metadata, "name"),
                text(metadata, "uid"),
                text(metadata, "resourceVersion"),
                fields,
                json.getBytes(StandardCharsets.UTF_8),
                Encoding.JSON);
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }

    @Override
    public Connection connect(Context context, Runnable changed) throws IOException, InterruptedException {
        ServerInfo info = ServerInfo.read(this, context, time);
        Discovery discovery = Discovery.start(this);
        ClusterKinds kinds = new ClusterKinds() {
            @Override
            public String cluster() {
                return context.name();
            }

            @Override
            public @Nullable Kind find(String group, String name) {
                return discovery.kinds().all().stream()
                        .filter(kind ->
                                kind.group().equals(group) && kind.name().equals(name))
                        .findFirst()
                        .orElse(null);
            }
        };
        OpenApi openApi = new OpenApi(this, time);
        PackCheck check = new PackCheck(packs, kinds, openApi, Runnable::run);
        StorePool stores = new StorePool(
                context.name(),
                this,
                new KindShapes(packs, new Shapes(kinds, time), this),
                time.later(),
                Runnable::run,
                time);
        discovery.onChange(served -> {
            stores.keepOnly(served);
            check.check(changed);
            changed.run();
        });
        check.check(changed);
        return new Connection(
                this, info, discovery, kinds, new KindDocs(openApi), check, stores, new AccessReview(this, time));
    }

    @Override
    public Feed feed(Kind kind, Scope scope, PathTrie paths, ObjectSink sink) {
        Fed fed = new Fed(kind, scope, sink);
        feeds.add(fed);
        return new Feed() {
            @Override
            public void retry() {}

            @Override
            public void close() {
                fed.closed = true;
            }
        };
    }

    @Override
    public Clock clock() {
        return time;
    }

    @Override
    public StreamedResponse open(ApiRequest request) throws IOException, InterruptedException {
        asked.add(request.path());
        // As the server was when it was asked.
        Answer answer = answers.getOrDefault(
                request.path(), new Answer(404, "{\"kind\":\"Status\",\"message\":\"no such thing\"}"));
        CountDownLatch latch = held.get(request.path());
        if (latch != null) {
            latch.await();
        }
        heard = time.instant();
        answered.add(request.path());
        return new StreamedResponse() {
            @Override
            public int status() {
                return answer.status;
            }

            @Override
            public List<String> headers(String name) {
                return List.of();
            }

            @Override
            public InputStream body() {
                return new ByteArrayInputStream(answer.body.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public UpgradedConnection upgrade(ApiRequest request, Map<String, String> headers) throws IOException {
        throw new IOException("nothing runs in this cluster");
    }

    @Override
    public Instant lastHeard() {
        return heard;
    }

    @Override
    public boolean refreshCredentials() {
        return false;
    }

    @Override
    public void close() {}
}
