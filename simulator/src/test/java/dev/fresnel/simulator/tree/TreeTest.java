package dev.fresnel.simulator.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeTest {

    @Test
    void any_tree_survives_json_and_freezing() throws Json.MalformedJsonException {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            Map<String, Object> tree = randomMap(random, 4);
            Map<String, Object> frozen = Tree.freeze(tree, Map.of());

            assertThat(frozen).isEqualTo(tree);
            assertThat(frozen.hashCode()).isEqualTo(tree.hashCode());
            assertThat(Json.read(Json.text(frozen))).isEqualTo(tree);
            assertThat(Tree.copy(frozen)).isEqualTo(tree);
        }
    }

    @Test
    void a_frozen_tree_shares_what_did_not_change() {
        Map<String, Object> before =
                Tree.freeze(Tree.of("spec", Tree.of("a", Tree.listOf(1L)), "status", Tree.of("b", 1L)), Map.of());
        Map<String, Object> changed = Tree.copy(before);
        Tree.put(changed, 2L, "status", "b");

        Map<String, Object> after = Tree.freeze(changed, before);

        assertThat(after.get("spec")).isSameAs(before.get("spec"));
        assertThat(after.get("status")).isEqualTo(Map.of("b", 2L));
        assertThat(Tree.freeze(Tree.copy(before), before)).isSameAs(before);
    }

    @Test
    void a_frozen_tree_has_no_nulls_and_cannot_be_changed() {
        Map<String, Object> frozen = Tree.freeze(Tree.of("a", Tree.NULL, "b", 1L), Map.of());

        assertThat(frozen).containsOnlyKeys("b");
        assertThatThrownBy(() -> frozen.put("c", 1L)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void broken_json_is_told_with_its_place() {
        assertThatThrownBy(() -> Json.read("{\"a\": 1,\n \"b\": }"))
                .isInstanceOf(Json.MalformedJsonException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Json.read("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> Json.read("{} {}")).hasMessageContaining("follows");
    }

    private static Map<String, Object> randomMap(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put("k" + random.nextInt(20), randomValue(random, depth - 1));
        }
        return map;
    }

    private static Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> "text \"" + random.nextInt() + "\" \u00e4\u6f22";
            case 1 -> random.nextLong();
            case 2 -> random.nextDouble();
            case 3 -> random.nextBoolean();
            case 4 -> randomMap(random, depth);
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(randomValue(random, depth - 1));
                }
                yield list;
            }
        };
    }
}
