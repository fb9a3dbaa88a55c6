package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.tree.Tree;
import java.util.Map;

/** Whether a pod puts up with a taint. */
final class Tolerations {
    private Tolerations() {}

    static boolean tolerates(Map<String, Object> pod, String key, String value, String effect) {
        return Tree.maps(pod, "spec", "tolerations").stream().anyMatch(toleration -> {
            String toleratedEffect = Tree.text(toleration, "effect");
            String toleratedKey = Tree.text(toleration, "key");
            boolean exists = Tree.text(toleration, "operator").equals("Exists");
            return (toleratedEffect.isEmpty() || toleratedEffect.equals(effect))
                    && (toleratedKey.equals(key) || (toleratedKey.isEmpty() && exists))
                    && (exists || Tree.text(toleration, "value").equals(value));
        });
    }
}
