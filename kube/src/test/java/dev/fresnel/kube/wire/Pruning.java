package dev.fresnel.kube.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What readers must hand on, said in the plainest way: the full tree, cut down to a PathTrie. */
final class Pruning {

    private Pruning() {}

    static @Nullable Object prune(Object tree, PathTrie asked) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<String, Object> pruned = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    PathTrie below = asked.whole() ? asked : asked.child((String) key);
                    Object kept = below == null ? null : prune(value, below);
                    if (kept != null) {
                        pruned.put((String) key, kept);
                    }
                });
                yield pruned;
            }
            case List<?> list ->
                list.stream()
                        .map(each -> prune(each, asked))
                        .filter(Objects::nonNull)
                        .toList();
            default -> asked.whole() ? tree : null;
        };
    }
}
