package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Furnishes each new namespace with its default account and root certificate, and empties those that are to go. */
public final class NamespaceController implements Controller {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Cluster cluster;

    public NamespaceController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.NAMESPACE, namespace -> List.of(Key.of(namespace)));
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> found = cluster.get(Kinds.NAMESPACE, "", key.name());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (!Meta.isBeingDeleted(found.get())) {
            furnish(found.get());
            return Optional.empty();
        }
        List<String> left = empty(key.name());
        if (left.isEmpty()) {
            cluster.change(Kinds.NAMESPACE, found.get(), tree -> Tree.put(tree, Tree.listOf(), "spec", "finalizers"));
            return Optional.empty();
        }
        cluster.changeStatus(Kinds.NAMESPACE, found.get(), tree -> {
            Tree.put(tree, "Terminating", "status", "phase");
            Conditions.set(
                    tree,
                    "NamespaceContentRemaining",
                    true,
                    "SomeResourcesRemain",
                    "Some resources are remaining: " + String.join(", ", left),
                    cluster.now());
        });
        return Optional.of(cluster.now().plus(LOOK_AGAIN));
    }

    private void furnish(Map<String, Object> namespace) {
        String name = Meta.name(namespace);
        String created = Tree.text(namespace, "metadata", "creationTimestamp");
        if (cluster.get(Kinds.SERVICE_ACCOUNT, name, "default").isEmpty()) {
            cluster.create(
                    Kinds.SERVICE_ACCOUNT,
                    Tree.of("metadata", Tree.of("name", "default", "namespace", name, "creationTimestamp", created)));
        }
        if (cluster.get(Kinds.CONFIG_MAP, name, "kube-root-ca.crt").isEmpty()) {
            cluster.create(
                    Kinds.CONFIG_MAP,
                    Tree.of(
                            "metadata",
                            Tree.of(
                                    "name",
                                    "kube-root-ca.crt",
                                    "namespace",
                                    name,
                                    "creationTimestamp",
                                    created,
                                    "annotations",
                                    Tree.of(
                                            "kubernetes.io/description",
                                            "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.")),
                            "data",
                            Tree.of(
                                    "ca.crt",
                                    "-----BEGIN CERTIFICATE-----\n(the simulator's own, see the kubeconfig)\n-----END CERTIFICATE-----\n")));
        }
    }

    /** Deletes all that is in the namespace; returns what is still there, such as "pods. has 2 resource instances". */
    private List<String> empty(String namespace) {
        List<String> left = new ArrayList<>();
        for (ResourceType type : cluster.storage().types().all()) {
            if (!type.namespaced() || !type.verbs().contains("delete")) {
                continue;
            }
            for (Map<String, Object> object : cluster.list(type, namespace)) {
                if (!Meta.isBeingDeleted(object)) {
                    cluster.delete(type, object, Deletion.BACKGROUND);
                }
            }
            int remaining = cluster.list(type, namespace).size();
            if (remaining > 0) {
                left.add(type.plural() + "." + type.group() + " has " + remaining + " resource instances");
            }
        }
        return left;
    }
}
