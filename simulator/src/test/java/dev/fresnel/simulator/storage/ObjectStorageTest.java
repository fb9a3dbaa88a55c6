package dev.fresnel.simulator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.simulator.tree.Tree;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectStorageTest {

    private static final ResourceType PODS = ResourceTypes.builtIn("", "Pod");
    private static final ResourceType CONFIG_MAPS = ResourceTypes.builtIn("", "ConfigMap");
    private static final ResourceType DEPLOYMENTS = ResourceTypes.builtIn("apps", "Deployment");
    private static final ResourceType NAMESPACES = ResourceTypes.builtIn("", "Namespace");
    private static final ResourceType DEFINITIONS =
            ResourceTypes.builtIn("apiextensions.k8s.io", "CustomResourceDefinition");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    private final ResourceTypes types = new ResourceTypes();
    private final ObjectStorage storage = new ObjectStorage(types, CLOCK, 1);

    @Test
    void a_new_object_gets_uid_time_version_and_defaults() {
        Map<String, Object> made = storage.create(DEPLOYMENTS, deployment("cart"));

        assertThat(Tree.text(made, "metadata", "uid")).hasSize(36);
        assertThat(Tree.text(made, "metadata", "creationTimestamp")).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(Tree.number(made, 0, "metadata", "generation")).isEqualTo(1);
        assertThat(Tree.text(made, "metadata", "resourceVersion")).isEqualTo(Long.toString(storage.resourceVersion()));
        assertThat(Tree.text(made, "spec", "strategy", "rollingUpdate", "maxSurge"))
                .isEqualTo("25%");
        assertThat(storage.get(DEPLOYMENTS, "shop", "cart")).contains(made);
    }

    @Test
    void a_generated_name_has_the_prefix_and_five_letters() {
        Map<String, Object> made =
                storage.create(CONFIG_MAPS, Tree.of("metadata", Tree.of("generateName", "part-", "namespace", "shop")));

        assertThat(Tree.text(made, "metadata", "name")).matches("part-[b-z2-9]{5}");
    }

    @Test
    void a_name_is_given_once() {
        storage.create(CONFIG_MAPS, configMap("a"));

        assertThatThrownBy(() -> storage.create(CONFIG_MAPS, configMap("a")))
                .isInstanceOfSatisfying(StatusException.class, e -> {
                    assertThat(e.code()).isEqualTo(409);
                    assertThat(e.reason()).isEqualTo("AlreadyExists");
                });
    }

    @Test
    void generation_counts_what_is_wanted_and_not_what_is() {
        storage.create(DEPLOYMENTS, deployment("cart"));

        storage.updateStatus(DEPLOYMENTS, "shop", "cart", with("status", "replicas", 3L));
        assertThat(generation("cart")).isEqualTo(1);
        storage.update(DEPLOYMENTS, "shop", "cart", with("spec", "replicas", 3L));
        assertThat(generation("cart")).isEqualTo(2);
    }

    @Test
    void an_update_that_changes_nothing_makes_no_version() {
        storage.create(DEPLOYMENTS, deployment("cart"));
        long version = storage.resourceVersion();

        storage.update(DEPLOYMENTS, "shop", "cart", object -> object);

        assertThat(storage.resourceVersion()).isEqualTo(version);
    }

    @Test
    void an_update_from_an_older_version_conflicts() {
        String old = Tree.text(storage.create(CONFIG_MAPS, configMap("a")), "metadata", "resourceVersion");
        storage.update(CONFIG_MAPS, "shop", "a", with("data", "k", "1"));

        assertThatThrownBy(() -> storage.update(CONFIG_MAPS, "shop", "a", with("metadata", "resourceVersion", old)))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.reason()).isEqualTo("Conflict"));
    }

    @Test
    void what_identifies_an_object_cannot_be_changed() {
        Map<String, Object> made = storage.create(CONFIG_MAPS, configMap("a"));

        Map<String, Object> after = storage.update(CONFIG_MAPS, "shop", "a", object -> {
            Tree.put(object, "2000-01-01T00:00:00Z", "metadata", "creationTimestamp");
            Tree.put(object, "other", "metadata", "name");
            Tree.put(object, "v", "data", "k");
            return object;
        });

        assertThat(Tree.text(after, "metadata", "uid")).isEqualTo(Tree.text(made, "metadata", "uid"));
        assertThat(Tree.text(after, "metadata", "name")).isEqualTo("a");
    }

    @Test
    void finalizers_hold_a_deleted_object_until_the_last_is_gone() {
        Map<String, Object> object = configMap("a");
        Tree.put(object, Tree.listOf("shop.example/keep"), "metadata", "finalizers");
        storage.create(CONFIG_MAPS, object);

        storage.delete(CONFIG_MAPS, "shop", "a", Deletion.BACKGROUND);
        assertThat(Tree.text(storage.get(CONFIG_MAPS, "shop", "a").orElseThrow(), "metadata", "deletionTimestamp"))
                .isEqualTo("2026-11-22T10:00:00Z");

        storage.update(CONFIG_MAPS, "shop", "a", marked -> {
            Tree.remove(marked, "metadata", "finalizers");
            return marked;
        });
        assertThat(storage.get(CONFIG_MAPS, "shop", "a")).isEmpty();
    }

    @Test
    void a_running_pod_gets_its_grace_period_and_a_kubelet_ends_it() {
        storage.create(
                PODS,
                Tree.of(
                        "metadata", Tree.of("name", "p", "namespace", "shop"),
                        "spec", Tree.of("nodeName", "node-1", "containers", Tree.listOf(Tree.of("name", "c")))));

        Map<String, Object> marked = storage.delete(PODS, "shop", "p", Deletion.BACKGROUND);
        assertThat(Tree.text(marked, "metadata", "deletionTimestamp")).isEqualTo("2026-11-22T10:00:30Z");

        storage.delete(PODS, "shop", "p", Deletion.NOW);
        assertThat(storage.get(PODS, "shop", "p")).isEmpty();
    }

    @Test
    void a_namespace_waits_for_its_controller() {
        storage.create(NAMESPACES, Tree.of("metadata", Tree.of("name", "shop")));

        Map<String, Object> marked = storage.delete(NAMESPACES, null, "shop", Deletion.BACKGROUND);
        assertThat(Tree.text(marked, "status", "phase")).isEqualTo("Terminating");

        storage.update(NAMESPACES, null, "shop", with("spec", "finalizers", Tree.listOf()));
        assertThat(storage.get(NAMESPACES, null, "shop")).isEmpty();
    }

    @Test
    void a_dry_run_stores_nothing() {
        storage.create(CONFIG_MAPS, configMap("b"));
        long version = storage.resourceVersion();

        storage.create(CONFIG_MAPS, configMap("a"), (_, _) -> {}, true);
        storage.update(CONFIG_MAPS, "shop", "b", with("data", "k", "v"), (_, _) -> {}, true, true);
        storage.delete(CONFIG_MAPS, "shop", "b", Deletion.BACKGROUND, true);

        assertThat(storage.resourceVersion()).isEqualTo(version);
        assertThat(storage.list(CONFIG_MAPS, "shop")).hasSize(1);
    }

    @Test
    void a_watch_from_before_the_history_expires() {
        storage.create(CONFIG_MAPS, configMap("a"));
        long version = storage.resourceVersion();
        storage.create(CONFIG_MAPS, configMap("b"));
        storage.compact();

        assertThatThrownBy(() -> storage.watchFrom(CONFIG_MAPS, version, _ -> {}))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(410));
    }

    @Test
    void a_definition_serves_its_type_until_it_is_deleted_with_all_its_objects() {
        storage.create(DEFINITIONS, definition());
        ResourceType widgets = types.find("shop.example", "v1", "widgets").orElseThrow();
        storage.create(widgets, Tree.of("metadata", Tree.of("name", "w", "namespace", "shop")));
        List<Change> seen = new ArrayList<>();
        storage.watch(widgets, seen::add);

        storage.delete(DEFINITIONS, null, "widgets.shop.example", Deletion.BACKGROUND);

        assertThat(types.find("shop.example", "v1", "widgets")).isEmpty();
        assertThat(seen).singleElement().extracting(Change::type).isEqualTo(Change.Type.DELETED);
    }

    @Test
    void whatever_is_written_watches_and_old_snapshots_tell_the_same_story() {
        Random random = new Random(7);
        long begin = storage.resourceVersion();
        Map<Long, List<Map<String, Object>>> states = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            writeAnything(random);
            states.put(storage.resourceVersion(), storage.list(CONFIG_MAPS, null));
        }

        states.forEach((version, objects) -> assertThat(
                        storage.snapshotAt(CONFIG_MAPS, null, version).objects())
                .isEqualTo(objects));
        Map<String, Map<String, Object>> replayed = new HashMap<>();
        storage.watchFrom(CONFIG_MAPS, begin, change -> {
            String key = TypeStorage.key(change.object());
            assertThat(change.previous()).isEqualTo(replayed.get(key));
            if (change.type() == Change.Type.DELETED) {
                replayed.remove(key);
            } else {
                replayed.put(key, change.object());
            }
        });
        assertThat(replayed.values()).containsExactlyInAnyOrderElementsOf(storage.list(CONFIG_MAPS, null));
    }

    private void writeAnything(Random random) {
        String name = "c" + random.nextInt(12);
        if (storage.get(CONFIG_MAPS, "shop", name).isEmpty()) {
            storage.create(CONFIG_MAPS, configMap(name));
        } else if (random.nextInt(3) == 0) {
            storage.delete(CONFIG_MAPS, "shop", name, Deletion.BACKGROUND);
        } else {
            storage.update(CONFIG_MAPS, "shop", name, with("data", "k", Long.toString(random.nextInt(4))));
        }
    }

    private long generation(String name) {
        return Tree.number(storage.get(DEPLOYMENTS, "shop", name).orElseThrow(), 0, "metadata", "generation");
    }

    private static java.util.function.UnaryOperator<Map<String, Object>> with(
            String first, String second, Object value) {
        return object -> {
            Tree.put(object, value, first, second);
            return object;
        };
    }

    private static Map<String, Object> configMap(String name) {
        return Tree.of("metadata", Tree.of("name", name, "namespace", "shop"), "data", Tree.of("k", "0"));
    }

    private static Map<String, Object> deployment(String name) {
        return Tree.of("metadata", Tree.of("name", name, "namespace", "shop"), "spec", Tree.of("template", Tree.of()));
    }

    private static Map<String, Object> definition() {
        return Tree.of(
                "metadata",
                Tree.of("name", "widgets.shop.example"),
                "spec",
                Tree.of(
                        "group",
                        "shop.example",
                        "scope",
                        "Namespaced",
                        "names",
                        Tree.of("kind", "Widget", "plural", "widgets"),
                        "versions",
                        Tree.listOf(Tree.of("name", "v1", "served", true, "storage", true))));
    }
}
