package dev.fresnel.simulator.access;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A rule of a role: who has it may do these verbs to these resources or paths. */
record Rule(List<String> verbs, List<String> groups, List<String> resources, List<String> names, List<String> paths) {

    static Rule of(Map<String, Object> rule) {
        return new Rule(
                Tree.texts(rule, "verbs"),
                Tree.texts(rule, "apiGroups"),
                Tree.texts(rule, "resources"),
                Tree.texts(rule, "resourceNames"),
                Tree.texts(rule, "nonResourceURLs"));
    }

    static Rule onPaths(List<String> paths) {
        return new Rule(List.of("get"), List.of(), List.of(), List.of(), paths);
    }

    static Rule onResources(String verb, String group, String... resources) {
        return new Rule(List.of(verb), List.of(group), List.of(resources), List.of(), List.of());
    }

    boolean allows(Attempt attempt) {
        if (!has(verbs, attempt.verb())) {
            return false;
        }
        if (attempt.resource().isEmpty()) {
            return paths.stream().anyMatch(path -> covers(path, attempt.path()));
        }
        return has(groups, attempt.group())
                && resources.stream().anyMatch(resource -> coversResource(resource, attempt))
                && (names.isEmpty() || names.contains(attempt.name()));
    }

    private static boolean has(List<String> values, String value) {
        return values.contains("*") || values.contains(value);
    }

    private static boolean covers(String pattern, String path) {
        return pattern.equals("*")
                || pattern.equals(path)
                || (pattern.endsWith("*") && path.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    private static boolean coversResource(String pattern, Attempt attempt) {
        return pattern.equals("*")
                || pattern.equals(attempt.qualifiedResource())
                || (!attempt.subresource().isEmpty() && pattern.equals("*/" + attempt.subresource()));
    }

    boolean isOnPaths() {
        return !paths.isEmpty();
    }

    /** As SelfSubjectRulesReview tells it. */
    Map<String, Object> toTree() {
        Map<String, Object> tree = Tree.of("verbs", new ArrayList<Object>(verbs));
        put(tree, "nonResourceURLs", paths);
        put(tree, "apiGroups", groups);
        put(tree, "resources", resources);
        put(tree, "resourceNames", names);
        return tree;
    }

    private static void put(Map<String, Object> tree, String key, List<String> values) {
        if (!values.isEmpty()) {
            tree.put(key, new ArrayList<Object>(values));
        }
    }
}
