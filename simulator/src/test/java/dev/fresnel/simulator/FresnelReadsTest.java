package dev.fresnel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.definition.OpenApi;
import dev.fresnel.kube.discovery.Discovery;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ObjectSink;
import dev.fresnel.kube.watch.Reflector;
import dev.fresnel.kube.watch.ReflectorState;
import dev.fresnel.kube.wire.PathTrie;
import dev.fresnel.kube.wire.ReadObject;
import dev.fresnel.simulator.cluster.EmptyCluster;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fresnel's own reader of clusters, against the simulator as against any cluster. */
@Timeout(120)
class FresnelReadsTest {

    private static final ResourceType CONFIG_MAPS = ResourceTypes.builtIn("", "ConfigMap");

    @Test
    void every_kind_of_a_cluster_is_read_as_the_storage_has_it() throws Exception {
        try (Simulator simulator = empty(0);
                ApiServer server = connect(simulator)) {
            ObjectStorage storage = simulator.cluster("test").storage();
            fill(storage);
            Map<Kind, Held> held = new LinkedHashMap<>();
            for (Kind kind : Discovery.read(server).preferred()) {
                if (kind.can("list") && kind.can("watch")) {
                    Held objects = new Held();
                    held.put(kind, objects);
                    Reflector.of(server, kind, Scope.CLUSTER, PathTrie.of(List.of("spec")), objects)
                            .start();
                }
            }
            assertThat(held).hasSizeGreaterThan(40);
            for (Map.Entry<Kind, Held> each : held.entrySet()) {
                ResourceType type = storage.types()
                        .find(
                                each.getKey().group(),
                                each.getKey().version(),
                                each.getKey().plural())
                        .orElseThrow();
                Map<String, String> stored = versions(storage, type);
                each.getValue().await(objects -> objects.equals(stored));
            }
        }
    }

    @Test
    void changes_arrive_and_so_does_what_changed_while_the_server_was_away() throws Exception {
        Held held = new Held();
        int port;
        try (Simulator simulator = empty(0);
                ApiServer server = connect(simulator)) {
            port = simulator.cluster("test").server().port();
            ObjectStorage storage = simulator.cluster("test").storage();
            create(storage, "a");
            Kind kind = Discovery.read(server).preferred().stream()
                    .filter(each -> each.plural().equals("configmaps"))
                    .findFirst()
                    .orElseThrow();
            try (Reflector reflector = Reflector.of(server, kind, Scope.CLUSTER, PathTrie.of(List.of("data")), held)
                    .start()) {
                held.await(objects -> objects.containsKey("shop/a"));
                create(storage, "b");
                storage.delete(CONFIG_MAPS, "shop", "a", Deletion.BACKGROUND);
                held.await(objects -> objects.equals(versions(storage, CONFIG_MAPS)));

                simulator.cluster("test").server().close();
                try (Simulator again = empty(port)) {
                    ObjectStorage other = again.cluster("test").storage();
                    create(other, "c");
                    reflector.retry();
                    held.await(objects -> objects.equals(versions(other, CONFIG_MAPS)));
                }
            }
        }
    }

    @Test
    void the_fields_of_kinds_are_found() throws Exception {
        try (Simulator simulator = empty(0);
                ApiServer server = connect(simulator)) {
            Kind deployments = Discovery.read(server).preferred().stream()
                    .filter(kind -> kind.plural().equals("deployments"))
                    .findFirst()
                    .orElseThrow();

            assertThat(new OpenApi(server, Clock.systemUTC()).schema(deployments))
                    .isPresent();
        }
    }

    /** Plain HTTP, because a new simulator has a new authority. */
    private static Simulator empty(int port) throws IOException {
        return Simulator.start(new SimulatorOptions(
                port, false, "secret", 1, Clock.systemUTC(), Map.of(), Map.of("test", new EmptyCluster())));
    }

    private static ApiServer connect(Simulator simulator) {
        return new Connector(Clock.systemUTC(), "fresnel/test", Map.of())
                .connect(KubeconfigSource.parse(simulator.kubeconfig())
                        .contexts()
                        .getFirst());
    }

    private static void fill(ObjectStorage storage) {
        storage.create(ResourceTypes.builtIn("", "Namespace"), Tree.of("metadata", Tree.of("name", "shop")));
        for (ResourceType type : storage.types().all()) {
            boolean generated = type.kind().equals("CustomResourceDefinition");
            if (type.verbs().contains("create") && type.verbs().contains("list") && !generated) {
                for (int i = 0; i < 3; i++) {
                    Map<String, Object> metadata = Tree.of("name", "x" + i);
                    if (type.namespaced()) {
                        metadata.put("namespace", "shop");
                    }
                    if (!type.group().equals("events.k8s.io")) {
                        storage.create(type, Tree.of("metadata", metadata));
                    }
                }
            }
        }
    }

    private static void create(ObjectStorage storage, String name) {
        storage.create(CONFIG_MAPS, Tree.of("metadata", Tree.of("name", name, "namespace", "shop")));
    }

    private static Map<String, String> versions(ObjectStorage storage, ResourceType type) {
        ResourceType stored = type.group().equals("events.k8s.io") ? ResourceTypes.builtIn("", "Event") : type;
        Map<String, String> versions = new TreeMap<>();
        for (Map<String, Object> object : storage.list(stored, null)) {
            String namespace = Tree.text(object, "metadata", "namespace");
            versions.put(
                    (namespace.isEmpty() ? "" : namespace + "/") + Tree.text(object, "metadata", "name"),
                    Tree.text(object, "metadata", "resourceVersion"));
        }
        return versions;
    }

    /** What a Reflector has told, as names and versions. */
    private static final class Held implements ObjectSink {

        private final Map<String, String> versions = new TreeMap<>();
        private final Set<String> listed = new HashSet<>();

        synchronized void await(Predicate<Map<String, String>> condition) throws InterruptedException {
            while (!condition.test(versions)) {
                wait(100);
            }
        }

        @Override
        public synchronized void listStarted() {
            listed.clear();
        }

        @Override
        public synchronized void upsert(ReadObject object) {
            String key = key(object.namespace(), object.name());
            versions.put(key, object.resourceVersion());
            listed.add(key);
        }

        @Override
        public synchronized void delete(String namespace, String name, String uid) {
            versions.remove(key(namespace, name));
        }

        @Override
        public synchronized void listComplete() {
            versions.keySet().retainAll(listed);
        }

        @Override
        public synchronized void settled() {
            notifyAll();
        }

        @Override
        public void state(ReflectorState state) {}

        private static String key(String namespace, String name) {
            return namespace.isEmpty() ? name : namespace + "/" + name;
        }
    }
}
