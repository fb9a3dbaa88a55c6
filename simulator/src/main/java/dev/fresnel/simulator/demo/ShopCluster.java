package dev.fresnel.simulator.demo;

import dev.fresnel.simulator.cluster.ClusterContent;
import dev.fresnel.simulator.controller.Scheduler;
import dev.fresnel.simulator.kubelet.Programs;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.tree.Tree;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One cluster of the demo's shop.
 *
 * @param name also that of its context
 * @param version of Kubernetes, as its nodes report it
 * @param files the manifests, in the resources beside this class
 */
public record ShopCluster(String name, String version, List<String> files) implements ClusterContent {
    private static final List<String> EVERYWHERE = List.of("crds.yaml", "cluster.yaml", "kube-system.yaml");

    /** Three zones, nine nodes, some forty workloads, and most of what goes wrong. */
    public static final ShopCluster EU = new ShopCluster(
            "demo-eu",
            "v1.34.2",
            List.of(
                    "eu/nodes.yaml",
                    "eu/platform.yaml",
                    "eu/shop-front.yaml",
                    "eu/shop-checkout.yaml",
                    "eu/shop-cart.yaml",
                    "eu/shop-catalog.yaml",
                    "eu/shop-billing.yaml",
                    "eu/shop-search.yaml",
                    "eu/shop-recs.yaml",
                    "eu/shop-identity.yaml",
                    "eu/shop-notify.yaml",
                    "eu/shop-media.yaml",
                    "eu/shop-orders.yaml",
                    "eu/shop-data.yaml"));

    /** The smaller one: four nodes, one of them cordoned. */
    public static final ShopCluster US =
            new ShopCluster("demo-us", "v1.33.5", List.of("us/nodes.yaml", "us/platform.yaml", "us/shop.yaml"));

    /** Both clusters, by name, as the simulator is started with. */
    public static Map<String, ClusterContent> both() {
        Map<String, ClusterContent> clusters = new LinkedHashMap<>();
        clusters.put(EU.name(), EU);
        clusters.put(US.name(), US);
        return clusters;
    }

    @Override
    public Life start(ObjectStorage storage, Clock clock, long seed) {
        LivingCluster living = found(storage, clock, seed);
        living.start();
        return living;
    }

    /** Founds the cluster, with controllers that do not run yet. */
    LivingCluster found(ObjectStorage storage, Clock clock, long seed) {
        Manifests manifests = new Manifests(version, clock.instant());
        Images images = new Images();
        Programs programs = images.programs(List.of());
        Cluster cluster = new Cluster(name, storage, clock, seed);
        new Founder(cluster, programs, new Scheduler(cluster)).found(manifests(manifests, clock));
        return new LivingCluster(cluster, programs, images.voices(), clock);
    }

    private List<Map<String, Object>> manifests(Manifests manifests, Clock clock) {
        List<String> all = new ArrayList<>(EVERYWHERE);
        all.addAll(files);
        List<Map<String, Object>> objects = new ArrayList<>();
        int nodes = 0;
        for (String file : all) {
            String namespace = "";
            for (Map<String, Object> document : manifests.read(file)) {
                if (document.containsKey("namespace")) {
                    namespace = Tree.text(document, "namespace");
                    objects.addAll(NamespaceShorthand.expand(document));
                } else if (document.containsKey("node")) {
                    objects.add(NodeShorthand.expand(document, nodes++, clock.instant()));
                } else {
                    objects.addAll(Shorthand.expand(document, namespace));
                    Tree.putIfAbsent(objects.getLast(), namespace, "metadata", "namespace");
                }
            }
        }
        return objects;
    }
}
