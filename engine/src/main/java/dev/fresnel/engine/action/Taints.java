package dev.fresnel.engine.action;

import dev.fresnel.engine.pack.ActionSpec.Step;
import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The taints of a node after one was set or taken away, as {@code kubectl taint} does. */
final class Taints {

    private Taints() {}

    /** @param given {@code key}, {@code value}, {@code effect}; without an effect all of that key go */
    static List<Object> after(Step.Taint taint, Map<String, Object> node, Map<String, @Nullable Object> given) {
        String key = Tree.brief(given.get("key"));
        String effect = Tree.brief(given.get("effect"));
        List<Object> taints = new ArrayList<>(Tree.list(node, "spec", "taints"));
        taints.removeIf(each -> Tree.text(each, "key").equals(key)
                && (effect.isEmpty() || Tree.text(each, "effect").equals(effect)));
        if (!taint.remove()) {
            Map<String, Object> added = new LinkedHashMap<>();
            added.put("key", key);
            String value = Tree.brief(given.get("value"));
            if (!value.isEmpty()) {
                added.put("value", value);
            }
            added.put("effect", effect);
            taints.add(added);
        }
        return taints;
    }
}
