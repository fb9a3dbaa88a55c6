package dev.fresnel.simulator;

import dev.fresnel.simulator.demo.LivingCluster;
import dev.fresnel.simulator.kubelet.Program;
import dev.fresnel.simulator.kubelet.Programs;
import dev.fresnel.simulator.kubelet.log.Voice;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A small cluster for tests, with all controllers and a clock that stands still unless time is let pass. */
public final class World {
    public final TestClock clock = TestClock.atNoon();
    public final ObjectStorage storage = new ObjectStorage(new ResourceTypes(), clock, 1);
    public final LivingCluster living;

    /** @param programs YAML, a list as in the demo's {@code programs.yaml}; may be empty */
    public World(String programs) {
        List<Program> catalogue = new ArrayList<>();
        for (Map<String, Object> entry :
                Tree.maps(Tree.of("list", programs.isEmpty() ? List.of() : parse(programs)), "list")) {
            catalogue.add(Program.of(entry));
        }
        living = new LivingCluster(
                new Cluster("test", storage, clock, 1),
                new Programs(catalogue),
                Map.of("plain", Voice.of(Map.of())),
                clock);
        namespace("shop");
    }

    /** With programs that all run quietly. */
    public World() {
        this("");
    }

    public World node(String name, String... labels) {
        Map<String, Object> node = Tree.of("metadata", Tree.of("name", name, "labels", Tree.of()));
        Tree.put(node, name, "metadata", "labels", "kubernetes.io/hostname");
        for (int i = 0; i < labels.length; i += 2) {
            Tree.put(node, labels[i + 1], "metadata", "labels", labels[i]);
        }
        Tree.put(node, "10.1." + storage.list(Kinds.NODE, null).size() + ".0/24", "spec", "podCIDR");
        Map<String, Object> allocatable = Tree.of("cpu", "4", "memory", "8Gi", "pods", "20");
        node.put(
                "status",
                Tree.of(
                        "allocatable",
                        allocatable,
                        "conditions",
                        Tree.listOf(Tree.of("type", "Ready", "status", "True"))));
        storage.create(Kinds.NODE, node);
        return this;
    }

    public World namespace(String name) {
        storage.create(Kinds.NAMESPACE, Tree.of("metadata", Tree.of("name", name)));
        return this;
    }

    /** Creates the objects of a YAML text, in the namespace {@code shop} if they name none. */
    public Map<String, Object> create(String yaml) {
        Map<String, Object> last = Map.of();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            Map<String, Object> object = Tree.map(tree(document));
            ResourceType type = storage.types()
                    .ofObject(Tree.text(object, "apiVersion"), Tree.text(object, "kind"))
                    .orElseThrow();
            if (type.namespaced()) {
                Tree.putIfAbsent(object, "shop", "metadata", "namespace");
            }
            last = storage.create(type, object);
        }
        return last;
    }

    /** A deployment with one container, named as its image is. */
    public Map<String, Object> deployment(String name, String image, int replicas) {
        return create("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec:
                      containers: [{name: main, image: "%s"}]
                """.formatted(name, replicas, name, name, image));
    }

    public void change(ResourceType type, String name, Consumer<Map<String, Object>> change) {
        storage.update(type, type.namespaced() ? "shop" : null, name, tree -> {
            change.accept(tree);
            return tree;
        });
    }

    public void delete(ResourceType type, String name) {
        storage.delete(type, type.namespaced() ? "shop" : null, name, Deletion.BACKGROUND);
    }

    public void pass(Duration duration) {
        clock.advance(living.loop(), duration);
    }

    public void seconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    public Map<String, Object> get(ResourceType type, String name) {
        return storage.get(type, type.namespaced() ? "shop" : null, name)
                .orElseThrow(() -> new AssertionError("There is no " + type.kind() + " " + name + "."));
    }

    public boolean has(ResourceType type, String name) {
        return storage.get(type, type.namespaced() ? "shop" : null, name).isPresent();
    }

    public List<Map<String, Object>> list(ResourceType type) {
        return storage.list(type, type.namespaced() ? "shop" : null);
    }

    public List<Map<String, Object>> pods() {
        return list(Kinds.POD);
    }

    /** The messages of all events with that reason. */
    public List<String> said(String reason) {
        return storage.list(Kinds.EVENT, null).stream()
                .filter(event -> Tree.text(event, "reason").equals(reason))
                .map(event -> Tree.text(event, "message"))
                .toList();
    }

    private static Object parse(String yaml) {
        return tree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    private static Object tree(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> tree = new LinkedHashMap<>();
                map.forEach((key, child) -> tree.put(key.toString(), tree(child)));
                yield tree;
            }
            case List<?> list -> {
                List<Object> items = new ArrayList<>();
                list.forEach(item -> items.add(tree(item)));
                yield items;
            }
            case Integer number -> number.longValue();
            default -> value;
        };
    }
}
