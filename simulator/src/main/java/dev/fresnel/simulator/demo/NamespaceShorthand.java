package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Spells out the demo's short form of a namespace, and of what each team's namespace has: the registry's pull secret, a
 * network policy, and the team's rights.
 *
 * <pre>
 *   namespace: shop-cart
 *   team: cart
 *   platform: true                     instead of a team: nothing but the namespace
 *   demo: {age: 190d}
 * </pre>
 */
final class NamespaceShorthand {
    private NamespaceShorthand() {}

    static List<Map<String, Object>> expand(Map<String, Object> document) {
        String name = Tree.text(document, "namespace");
        boolean platform = Tree.isTrue(document, "platform");
        List<Map<String, Object>> objects = new ArrayList<>();
        Map<String, Object> namespace = object("v1", "Namespace", name, "");
        Tree.put(namespace, name, "metadata", "labels", "kubernetes.io/metadata.name");
        if (!platform) {
            Tree.put(namespace, "shop", "metadata", "labels", "app.kubernetes.io/part-of");
            Tree.put(namespace, Tree.text(document, "team"), "metadata", "labels", "team");
            Tree.put(namespace, "restricted", "metadata", "labels", "pod-security.kubernetes.io/warn");
        }
        namespace.put("demo", document.getOrDefault("demo", Tree.of()));
        objects.add(namespace);
        if (platform) {
            return objects;
        }
        Map<String, Object> registry = object("v1", "Secret", "registry-example-com", name);
        registry.put("type", "kubernetes.io/dockerconfigjson");
        registry.put(
                "stringData",
                Tree.of(
                        ".dockerconfigjson",
                        "{\"auths\":{\"registry.example.com\":{\"username\":\"pull\",\"password\":\"pull-of-the-demo\"}}}"));
        objects.add(registry);
        Map<String, Object> policy = object("networking.k8s.io/v1", "NetworkPolicy", "default-deny", name);
        policy.put(
                "spec",
                Tree.of(
                        "podSelector",
                        Tree.of(),
                        "policyTypes",
                        Tree.listOf("Ingress"),
                        "ingress",
                        Tree.listOf(Tree.of(
                                "from",
                                Tree.listOf(Tree.of(
                                        "namespaceSelector",
                                        Tree.of(
                                                "matchExpressions",
                                                Tree.listOf(Tree.of(
                                                        "key",
                                                        "kubernetes.io/metadata.name",
                                                        "operator",
                                                        "Exists")))))))));
        objects.add(policy);
        Map<String, Object> binding =
                object("rbac.authorization.k8s.io/v1", "RoleBinding", "team-" + Tree.text(document, "team"), name);
        binding.put("roleRef", Tree.of("apiGroup", "rbac.authorization.k8s.io", "kind", "ClusterRole", "name", "edit"));
        binding.put(
                "subjects",
                Tree.listOf(Tree.of(
                        "apiGroup",
                        "rbac.authorization.k8s.io",
                        "kind",
                        "Group",
                        "name",
                        "team:" + Tree.text(document, "team"))));
        objects.add(binding);
        return objects;
    }

    private static Map<String, Object> object(String apiVersion, String kind, String name, String namespace) {
        Map<String, Object> object = Tree.of("apiVersion", apiVersion, "kind", kind);
        Tree.put(object, name, "metadata", "name");
        if (!namespace.isEmpty()) {
            Tree.put(object, namespace, "metadata", "namespace");
        }
        return object;
    }
}
