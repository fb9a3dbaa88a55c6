package dev.fresnel.engine.details;

import dev.fresnel.engine.kubernetes.Selectors;
import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a pod would like to run, in short texts. */
final class Affinity {

    private Affinity() {}

    /** For example {@code node must: zone in (a,b)}, {@code pods prefer apart: app=web by hostname}. */
    static List<String> texts(Map<String, Object> affinity) {
        List<String> texts = new ArrayList<>();
        String required = "requiredDuringSchedulingIgnoredDuringExecution";
        String preferred = "preferredDuringSchedulingIgnoredDuringExecution";
        for (Object term : Tree.list(affinity, "nodeAffinity", required, "nodeSelectorTerms")) {
            texts.add("node must: " + terms(term));
        }
        for (Object weighted : Tree.list(affinity, "nodeAffinity", preferred)) {
            texts.add("node prefers: " + terms(Tree.map(weighted, "preference")));
        }
        for (String which : List.of("podAffinity", "podAntiAffinity")) {
            String side = which.equals("podAffinity") ? "beside" : "apart from";
            for (Object term : Tree.list(affinity, which, required)) {
                texts.add("must be " + side + " " + pods(term));
            }
            for (Object weighted : Tree.list(affinity, which, preferred)) {
                texts.add("prefers to be " + side + " " + pods(Tree.map(weighted, "podAffinityTerm")));
            }
        }
        return texts;
    }

    /** For example {@code at most 1 more per topology.kubernetes.io/zone: app=web (DoNotSchedule)}. */
    static List<String> spread(List<Object> constraints) {
        return constraints.stream()
                .map(constraint -> "at most " + Tree.text(constraint, "maxSkew") + " more per "
                        + Tree.text(constraint, "topologyKey") + ": "
                        + Selectors.text(Tree.at(constraint, "labelSelector")) + " ("
                        + Tree.text(constraint, "whenUnsatisfiable") + ")")
                .toList();
    }

    private static String terms(Object term) {
        List<Object> expressions = new ArrayList<>(Tree.list(term, "matchExpressions"));
        expressions.addAll(Tree.list(term, "matchFields"));
        return Selectors.text(Map.of("matchExpressions", expressions));
    }

    private static String pods(Object term) {
        return Selectors.text(Tree.at(term, "labelSelector")) + " by " + Tree.text(term, "topologyKey");
    }
}
