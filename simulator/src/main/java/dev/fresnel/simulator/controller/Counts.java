package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.tree.Tree;
import java.util.Map;

/** Writes the numbers of a status as Kubernetes does: most are left out while they are zero. */
final class Counts {
    private Counts() {}

    static void put(Map<String, Object> object, String field, long count, boolean evenIfZero) {
        if (count == 0 && !evenIfZero) {
            Tree.remove(object, "status", field);
        } else {
            Tree.put(object, count, "status", field);
        }
    }

    /** Says that the controller has seen the present generation. */
    static void observed(Map<String, Object> object) {
        Tree.put(object, Tree.number(object, 1, "metadata", "generation"), "status", "observedGeneration");
    }
}
