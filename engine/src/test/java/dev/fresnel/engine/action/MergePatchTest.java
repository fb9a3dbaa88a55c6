package dev.fresnel.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergePatchTest {

    @Test
    void a_patch_and_its_reverse_lead_back_to_every_value_there_was() {
        Random random = new Random(20261128);
        for (int round = 0; round < 5_000; round++) {
            Map<String, Object> before = tree(random, 3, false);
            Map<String, Object> patch = tree(random, 3, true);
            Map<String, Object> after = MergePatch.apply(before, patch);
            assertThat(filled(MergePatch.apply(after, MergePatch.reverse(patch, before))))
                    .as("round %d: %s patched by %s", round, before, patch)
                    .isEqualTo(filled(before));
        }
    }

    @Test
    void what_others_set_beside_it_meanwhile_stays() {
        Map<String, Object> before = Map.of("metadata", Map.of("name", "a"));
        Map<String, Object> patch = Map.of("metadata", Map.of("annotations", Map.of("mine", "1")));
        Map<String, Object> now =
                Map.of("metadata", Map.of("name", "a", "annotations", Map.of("mine", "1", "theirs", "2")));
        assertThat(MergePatch.apply(now, MergePatch.reverse(patch, before)))
                .isEqualTo(Map.of("metadata", Map.of("name", "a", "annotations", Map.of("theirs", "2"))));
    }

    private static Map<String, Object> tree(Random random, int depth, boolean nulls) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tree.put("k" + random.nextInt(4), value(random, depth, nulls));
        }
        return tree;
    }

    private static @Nullable Object value(Random random, int depth, boolean nulls) {
        return switch (random.nextInt(nulls ? 4 : 3)) {
            case 0 -> depth == 0 ? "leaf" : tree(random, depth - 1, nulls);
            case 1 -> random.nextInt(3);
            case 2 -> List.of(random.nextInt(3));
            default -> null;
        };
    }

    /** Without mappings that hold nothing: a patch cannot tell them from none. */
    private static Map<String, Object> filled(Map<?, ?> tree) {
        Map<String, Object> filled = new LinkedHashMap<>();
        tree.forEach((key, value) -> {
            Object inner = value instanceof Map<?, ?> map ? filled(map) : value;
            if (!(inner instanceof Map<?, ?> map && map.isEmpty())) {
                filled.put(String.valueOf(key), inner);
            }
        });
        return filled;
    }
}
