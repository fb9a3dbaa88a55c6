package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what is used of each ResourceQuota. */
public final class QuotaController implements Controller {
    private final Cluster cluster;
    private final Quotas quotas;

    public QuotaController(Cluster cluster) {
        this.cluster = cluster;
        this.quotas = new Quotas(cluster);
    }

    @Override
    public void follow(Watches watches) {
        watches.on(Kinds.QUOTA, quota -> List.of(Key.of(quota)));
        watches.onChange(
                Kinds.POD,
                change -> cluster.list(Kinds.QUOTA, Meta.namespace(change.object())).stream()
                        .map(Key::of)
                        .toList());
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        cluster.get(Kinds.QUOTA, key)
                .ifPresent(quota -> cluster.changeStatus(Kinds.QUOTA, quota, tree -> {
                    Map<String, Object> used = new LinkedHashMap<>();
                    quotas.used(quota).forEach((resource, milli) -> used.put(resource, Quotas.spell(resource, milli)));
                    Tree.put(tree, Tree.copy(Tree.map(quota, "spec", "hard")), "status", "hard");
                    Tree.put(tree, used, "status", "used");
                }));
        return Optional.empty();
    }
}
