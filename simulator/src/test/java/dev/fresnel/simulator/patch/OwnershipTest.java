package dev.fresnel.simulator.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.simulator.tree.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private final Ownership ownership = new Ownership(new BuiltInLists("Deployment"));

    @Test
    void the_first_who_applies_owns_what_was_applied() {
        Map<String, Object> object =
                apply(Map.of(), "a", "{spec: {replicas: 2, template: {spec: {containers: [{name: c, image: x}]}}}}");

        assertThat(Tree.map(Tree.maps(object, "metadata", "managedFields").getFirst(), "fieldsV1"))
                .isEqualTo(
                        read(
                                "{f:spec: {f:replicas: {}, f:template: {f:spec: {f:containers: {'k:{\"name\":\"c\"}': {.: {}, f:image: {}, f:name: {}}}}}}}"));
    }

    @Test
    void what_is_no_longer_applied_goes() {
        Map<String, Object> first = apply(Map.of(), "a", "{data: {x: '1', y: '2'}}");

        Map<String, Object> second = apply(first, "a", "{data: {x: '1'}}");

        assertThat(Tree.map(second, "data")).isEqualTo(Map.of("x", "1"));
    }

    @Test
    void what_someone_else_applies_too_stays() {
        Map<String, Object> object = apply(Map.of(), "a", "{data: {x: '1', y: '2'}}");
        object = apply(object, "b", "{data: {y: '2'}}");

        object = apply(object, "a", "{data: {x: '1'}}");

        assertThat(Tree.map(object, "data")).isEqualTo(Map.of("x", "1", "y", "2"));
    }

    @Test
    void a_member_of_a_list_goes_with_its_last_owner() {
        Map<String, Object> object = apply(
                Map.of(), "a", "{spec: {template: {spec: {containers: [{name: c, image: x}, {name: d, image: y}]}}}}");

        object = apply(object, "a", "{spec: {template: {spec: {containers: [{name: d, image: y}]}}}}");

        assertThat(Tree.list(object, "spec", "template", "spec", "containers"))
                .isEqualTo(read("[{name: d, image: y}]"));
    }

    @Test
    void a_member_goes_even_if_someone_has_changed_a_field_in_it() {
        Map<String, Object> object = apply(
                Map.of(), "a", "{spec: {template: {spec: {containers: [{name: c, image: x}, {name: d, image: y}]}}}}");
        Map<String, Object> changed = Tree.copy(object);
        Tree.maps(changed, "spec", "template", "spec", "containers").getLast().put("image", "z");
        ownership.update(object, changed, writer("edit"));

        Map<String, Object> applied =
                apply(changed, "a", "{spec: {template: {spec: {containers: [{name: c, image: x}]}}}}");

        assertThat(Tree.list(applied, "spec", "template", "spec", "containers"))
                .isEqualTo(read("[{name: c, image: x}]"));
        assertThat(Tree.maps(applied, "metadata", "managedFields")).hasSize(1);
    }

    @Test
    void another_value_for_an_owned_field_conflicts_unless_forced() {
        Map<String, Object> object = apply(Map.of(), "a", "{spec: {replicas: 2}}");

        assertThatThrownBy(() -> apply(object, "b", "{spec: {replicas: 3}}"))
                .isInstanceOfSatisfying(StatusException.class, e -> {
                    assertThat(e.code()).isEqualTo(409);
                    assertThat(e).hasMessage("Apply failed with 1 conflict: conflict with \"a\": .spec.replicas");
                });
        Map<String, Object> forced = ownership.apply(object, tree("{spec: {replicas: 3}}"), writer("b"), true);
        assertThat(Tree.number(forced, 0, "spec", "replicas")).isEqualTo(3);
        assertThat(Tree.maps(forced, "metadata", "managedFields"))
                .singleElement()
                .satisfies(entry -> assertThat(entry).containsEntry("manager", "b"));
    }

    @Test
    void an_ordinary_write_takes_over_what_it_changes() {
        Map<String, Object> object = apply(Map.of(), "a", "{spec: {replicas: 2, paused: true}}");
        Map<String, Object> changed = Tree.copy(object);
        Tree.put(changed, 5L, "spec", "replicas");
        ownership.update(object, changed, writer("edit"));

        assertThatThrownBy(() -> apply(changed, "a", "{spec: {replicas: 2, paused: true}}"))
                .hasMessageContaining("conflict with \"edit\" using v1: .spec.replicas");
    }

    @Test
    void applying_the_same_again_changes_nothing() {
        Map<String, Object> object = apply(Map.of(), "a", "{spec: {replicas: 2}, metadata: {labels: {x: y}}}");

        Map<String, Object> again = ownership.apply(
                object,
                tree("{spec: {replicas: 2}, metadata: {labels: {x: y}}}"),
                new Ownership.Writer("a", "v1", "", false, "2026-11-22T11:00:00Z"),
                false);

        assertThat(again).isEqualTo(object);
    }

    @Test
    void field_sets_survive_their_written_form() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            FieldSet set = new FieldSet();
            for (int j = random.nextInt(8); j >= 0; j--) {
                set.add(randomPlace(random));
            }
            FieldSet read = FieldSet.parse(set.toTree());
            assertThat(read.toTree()).isEqualTo(set.toTree());
            for (List<String> place : set.places()) {
                assertThat(read.contains(place)).isTrue();
                read.remove(place);
                assertThat(read.contains(place)).isFalse();
            }
            assertThat(read.isEmpty()).isTrue();
        }
    }

    @Test
    void whatever_two_managers_apply_everything_in_the_object_is_wanted_by_one() {
        Random random = new Random(5);
        Map<String, Object> object = Map.of();
        Map<String, Map<String, Object>> wanted = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            String manager = random.nextBoolean() ? "a" : "b";
            Map<String, Object> data = new LinkedHashMap<>();
            for (int key = 0; key < 4; key++) {
                if (random.nextBoolean()) {
                    data.put("k" + key, "v" + random.nextInt(2));
                }
            }
            wanted.put(manager, data);
            Map<String, Object> applied = new LinkedHashMap<>(Tree.of("data", data));
            object = ownership.apply(object, applied, writer(manager), true);

            assertThat(Tree.map(object, "data")).containsAllEntriesOf(data);
            Map<String, Object> all = new LinkedHashMap<>(wanted.getOrDefault("a", Map.of()));
            all.putAll(wanted.getOrDefault("b", Map.of()));
            assertThat(all.keySet()).containsAll(Tree.map(object, "data").keySet());
        }
    }

    private static List<String> randomPlace(Random random) {
        List<String> place = new java.util.ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            place.add("f:" + (char) ('a' + random.nextInt(3)));
        }
        return place;
    }

    private Map<String, Object> apply(Map<String, Object> object, String manager, String wanted) {
        return ownership.apply(object, tree(wanted), writer(manager), false);
    }

    private static Ownership.Writer writer(String manager) {
        return new Ownership.Writer(manager, "v1", "", false, "2026-11-22T10:00:00Z");
    }

    private static Map<String, Object> tree(String yaml) {
        return Tree.map(read(yaml));
    }

    private static Object read(String yaml) {
        try {
            return Yaml.read(yaml);
        } catch (Json.MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }
}
