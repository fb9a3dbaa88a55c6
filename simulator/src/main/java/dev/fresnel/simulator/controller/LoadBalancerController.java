package dev.fresnel.simulator.controller;

import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Controller;
import dev.fresnel.simulator.reconcile.EventRecorder.Source;
import dev.fresnel.simulator.reconcile.Key;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives each Service of type LoadBalancer an address, a few seconds after it was asked for. */
public final class LoadBalancerController implements Controller {
    private static final Source SOURCE = Source.of("service-controller");
    private static final Duration TO_ENSURE = Duration.ofSeconds(4);

    private final Cluster cluster;

    public LoadBalancerController(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void follow(Watches watches) {
        watches.on(
                Kinds.SERVICE,
                service -> Tree.text(service, "spec", "type").equals("LoadBalancer")
                        ? List.of(Key.of(service))
                        : List.of());
    }

    @Override
    public Optional<Instant> reconcile(Key key) {
        Optional<Map<String, Object>> service = cluster.get(Kinds.SERVICE, key)
                .filter(found -> Tree.text(found, "spec", "type").equals("LoadBalancer"))
                .filter(found ->
                        Tree.list(found, "status", "loadBalancer", "ingress").isEmpty());
        if (service.isEmpty()) {
            return Optional.empty();
        }
        Instant due = Meta.created(service.get()).plus(TO_ENSURE);
        if (due.isAfter(cluster.now())) {
            cluster.events().record(SOURCE, service.get(), "Normal", "EnsuringLoadBalancer", "Ensuring load balancer");
            return Optional.of(due);
        }
        String host = "a" + Integer.toHexString(Names.fnv(Meta.uid(service.get()))) + ".elb.example.com";
        cluster.changeStatus(
                Kinds.SERVICE,
                service.get(),
                tree -> Tree.put(tree, Tree.listOf(Tree.of("hostname", host)), "status", "loadBalancer", "ingress"));
        cluster.events().record(SOURCE, service.get(), "Normal", "EnsuredLoadBalancer", "Ensured load balancer");
        return Optional.empty();
    }
}
