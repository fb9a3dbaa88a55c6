package dev.fresnel.simulator.access;

import dev.fresnel.simulator.selector.LabelSelector;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges by the roles and bindings of a cluster who may do what. Those of the group {@code system:masters} may do
 * everything; everybody may ask what is served and what they may do. Thread-safe.
 */
public final class Access {

    private static final ResourceType ROLES = ResourceTypes.builtIn("rbac.authorization.k8s.io", "Role");
    private static final ResourceType CLUSTER_ROLES = ResourceTypes.builtIn("rbac.authorization.k8s.io", "ClusterRole");
    private static final ResourceType BINDINGS = ResourceTypes.builtIn("rbac.authorization.k8s.io", "RoleBinding");
    private static final ResourceType CLUSTER_BINDINGS =
            ResourceTypes.builtIn("rbac.authorization.k8s.io", "ClusterRoleBinding");

    /** What a real cluster has as the roles {@code system:public-info-viewer}, {@code system:discovery}, {@code system:basic-user}. */
    private static final Rule HEALTH = Rule.onPaths(List.of("/healthz", "/livez", "/readyz", "/version", "/version/"));

    private static final List<Grant> OF_THE_KNOWN = List.of(
            new Grant(
                    Rule.onResources(
                            "create", "authorization.k8s.io", "selfsubjectaccessreviews", "selfsubjectrulesreviews"),
                    by("system:basic-user")),
            new Grant(
                    Rule.onResources("create", "authentication.k8s.io", "selfsubjectreviews"), by("system:basic-user")),
            new Grant(
                    Rule.onPaths(List.of(
                            "/api",
                            "/api/*",
                            "/apis",
                            "/apis/*",
                            "/healthz",
                            "/livez",
                            "/openapi",
                            "/openapi/*",
                            "/readyz",
                            "/version",
                            "/version/")),
                    by("system:discovery")),
            new Grant(HEALTH, by("system:public-info-viewer")));

    private static final Grant OF_ALL = new Grant(HEALTH, by("system:public-info-viewer"));

    private final ObjectStorage storage;

    /** A rule that someone has, and through what. */
    private record Grant(Rule rule, String by) {}

    /**
     * A judgement.
     *
     * @param reason why it is allowed, as access reviews tell it; {@code ""} for none
     */
    public record Decision(boolean allowed, String reason) {}

    public Access(ObjectStorage storage) {
        this.storage = storage;
    }

    private static String by(String role) {
        return "RBAC: allowed by ClusterRoleBinding \"" + role + "\" of ClusterRole \"" + role
                + "\" to Group \"system:authenticated\"";
    }

    /** Whether someone may. */
    public Decision judge(User user, Attempt attempt) {
        if (user.groups().contains("system:masters")) {
            return new Decision(true, "");
        }
        return grants(user, attempt.namespace()).stream()
                .filter(grant -> grant.rule().allows(attempt))
                .findFirst()
                .map(grant -> new Decision(true, grant.by()))
                .orElse(new Decision(false, ""));
    }

    /** The rules that someone has in a namespace, on resources or on paths, as SelfSubjectRulesReview tells them. */
    public List<Object> rules(User user, String namespace, boolean onPaths) {
        List<Object> told = new ArrayList<>();
        if (user.groups().contains("system:masters")) {
            told.add(
                    onPaths
                            ? Tree.of("verbs", List.of("*"), "nonResourceURLs", List.of("*"))
                            : Tree.of("verbs", List.of("*"), "apiGroups", List.of("*"), "resources", List.of("*")));
        }
        for (Grant grant : grants(user, namespace)) {
            if (grant.rule().isOnPaths() == onPaths) {
                told.add(grant.rule().toTree());
            }
        }
        return told;
    }

    private List<Grant> grants(User user, String namespace) {
        List<Grant> grants = new ArrayList<>();
        if (user.groups().contains("system:authenticated")) {
            grants.addAll(OF_THE_KNOWN);
        } else {
            grants.add(OF_ALL);
        }
        for (Map<String, Object> binding : storage.list(CLUSTER_BINDINGS, null)) {
            addGrants(grants, user, binding, null);
        }
        if (!namespace.isEmpty()) {
            for (Map<String, Object> binding : storage.list(BINDINGS, namespace)) {
                addGrants(grants, user, binding, namespace);
            }
        }
        return grants;
    }

    private void addGrants(List<Grant> grants, User user, Map<String, Object> binding, @Nullable String namespace) {
        Tree.maps(binding, "subjects").stream()
                .filter(subject -> isMeant(user, subject, namespace))
                .findFirst()
                .ifPresent(subject -> {
                    String by = reason(binding, subject, namespace);
                    rulesOf(Tree.map(binding, "roleRef"), namespace).forEach(rule -> grants.add(new Grant(rule, by)));
                });
    }

    private static boolean isMeant(User user, Map<String, Object> subject, @Nullable String namespace) {
        String name = Tree.text(subject, "name");
        return switch (Tree.text(subject, "kind")) {
            case "User" -> user.name().equals(name);
            case "Group" -> user.groups().contains(name);
            case "ServiceAccount" -> {
                String of = Tree.text(subject, "namespace");
                yield user.name()
                        .equals("system:serviceaccount:" + (of.isEmpty() && namespace != null ? namespace : of) + ":"
                                + name);
            }
            default -> false;
        };
    }

    private static String reason(Map<String, Object> binding, Map<String, Object> subject, @Nullable String namespace) {
        String name = Tree.text(binding, "metadata", "name");
        String to = Tree.text(subject, "name");
        if (Tree.text(subject, "kind").equals("ServiceAccount")) {
            to += "/" + Tree.text(subject, "namespace");
        }
        return "RBAC: allowed by "
                + (namespace == null
                        ? "ClusterRoleBinding \"" + name + "\""
                        : "RoleBinding \"" + name + "/" + namespace + "\"")
                + " of " + Tree.text(binding, "roleRef", "kind") + " \"" + Tree.text(binding, "roleRef", "name")
                + "\" to " + Tree.text(subject, "kind") + " \"" + to + "\"";
    }

    private List<Rule> rulesOf(Map<String, Object> role, @Nullable String namespace) {
        boolean ofCluster = Tree.text(role, "kind").equals("ClusterRole");
        if (!ofCluster && namespace == null) {
            return List.of();
        }
        Optional<Map<String, Object>> found =
                storage.get(ofCluster ? CLUSTER_ROLES : ROLES, ofCluster ? null : namespace, Tree.text(role, "name"));
        List<Rule> rules = new ArrayList<>();
        found.ifPresent(object -> {
            addRules(rules, object);
            addAggregated(rules, object);
        });
        return rules;
    }

    private static void addRules(List<Rule> rules, Map<String, Object> role) {
        Tree.maps(role, "rules").forEach(rule -> rules.add(Rule.of(rule)));
    }

    /** A role may be the sum of those that carry certain labels. */
    private void addAggregated(List<Rule> rules, Map<String, Object> role) {
        for (Map<String, Object> selector : Tree.maps(role, "aggregationRule", "clusterRoleSelectors")) {
            LabelSelector labels = LabelSelector.ofTree(selector);
            for (Map<String, Object> other : storage.list(CLUSTER_ROLES, null)) {
                if (labels.test(other)) {
                    addRules(rules, other);
                }
            }
        }
    }
}
