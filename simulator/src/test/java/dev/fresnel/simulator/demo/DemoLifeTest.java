package dev.fresnel.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.TestClock;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Change;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How the demo goes on after its founding. */
class DemoLifeTest {
    private final TestClock clock = TestClock.atNoon();
    private final ObjectStorage storage = new ObjectStorage(new ResourceTypes(), clock, 1);
    private final LivingCluster eu = ShopCluster.EU.found(storage, clock, 1);

    @Test
    void the_same_seed_gives_the_same_cluster_and_the_same_life() {
        assertThat(afterTenMinutes(7)).isEqualTo(afterTenMinutes(7));
        assertThat(afterTenMinutes(7)).isNotEqualTo(afterTenMinutes(8));
    }

    @Test
    void controllers_find_a_founded_cluster_as_they_would_have_left_it() {
        List<String> surprises = new ArrayList<>();
        for (ResourceType type : List.of(
                Kinds.POD, Kinds.DEPLOYMENT, Kinds.REPLICA_SET, Kinds.STATEFUL_SET, Kinds.DAEMON_SET, Kinds.NODE)) {
            storage.watch(type, change -> {
                if (!onlyTheQuotaRefuses(change)) {
                    surprises.add(change.type() + " " + type.kind() + " " + Meta.name(change.object()));
                }
            });
        }

        eu.loop().runDue();

        assertThat(surprises).isEmpty();
    }

    @Test
    void life_trickles_and_never_floods() {
        clock.advance(eu.loop(), Duration.ofMinutes(1));
        Map<String, Integer> changes = new TreeMap<>();
        for (ResourceType type : storage.types().all()) {
            storage.watch(type, change -> changes.merge(type.plural(), 1, Integer::sum));
        }
        clock.advance(eu.loop(), Duration.ofMinutes(10));

        int besidesHeartbeats = changes.values().stream().mapToInt(i -> i).sum() - changes.getOrDefault("leases", 0);
        assertThat(besidesHeartbeats).isBetween(300, 1800);
        assertThat(changes.keySet()).contains("pods", "jobs", "events", "horizontalpodautoscalers", "cronjobs");
    }

    @Test
    void the_crash_loop_crashes_again_and_the_scorer_runs_out_of_memory_again() {
        long crashes = restarts("shop-checkout", "checkout-api");
        long kills = restarts("shop-recs", "recommend-scorer");

        clock.advance(eu.loop(), Duration.ofMinutes(11));

        assertThat(restarts("shop-checkout", "checkout-api")).isGreaterThanOrEqualTo(crashes + 3);
        assertThat(restarts("shop-recs", "recommend-scorer")).isGreaterThanOrEqualTo(kills + 2);
    }

    @Test
    void the_storefront_is_scaled_with_its_load() {
        List<Long> sizes = new ArrayList<>();
        for (int minute = 0; minute < 26; minute++) {
            clock.advance(eu.loop(), Duration.ofMinutes(1));
            sizes.add(Tree.number(
                    storage.get(Kinds.DEPLOYMENT, "shop-front", "storefront").orElseThrow(), 0, "spec", "replicas"));
        }

        assertThat(Set.copyOf(sizes)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(sizes).allMatch(size -> size >= 4 && size <= 12);
    }

    @Test
    void correcting_the_database_host_and_restarting_mends_checkout() {
        clock.advance(eu.loop(), Duration.ofSeconds(10));
        storage.update(Kinds.CONFIG_MAP, "shop-checkout", "checkout-api-config", map -> {
            Tree.put(map, "shop-db.shop-data", "data", "DATABASE_HOST");
            return map;
        });
        storage.update(Kinds.DEPLOYMENT, "shop-checkout", "checkout-api", deployment -> {
            Tree.put(
                    deployment,
                    "2026-11-22T12:00:30Z",
                    "spec",
                    "template",
                    "metadata",
                    "annotations",
                    "kubectl.kubernetes.io/restartedAt");
            return deployment;
        });
        clock.advance(eu.loop(), Duration.ofMinutes(2));

        assertThat(Tree.number(deployment("shop-checkout", "checkout-api"), 0, "status", "readyReplicas"))
                .isEqualTo(7);
    }

    @Test
    void a_tag_that_exists_mends_cart_sync() {
        clock.advance(eu.loop(), Duration.ofSeconds(10));
        storage.update(Kinds.DEPLOYMENT, "shop-cart", "cart-sync", deployment -> {
            Tree.maps(deployment, "spec", "template", "spec", "containers")
                    .getFirst()
                    .put("image", "registry.example.com/shop/cart-sync:1.12.0");
            return deployment;
        });
        clock.advance(eu.loop(), Duration.ofMinutes(1));

        Map<String, Object> cartSync = deployment("shop-cart", "cart-sync");
        assertThat(Tree.number(cartSync, 0, "status", "updatedReplicas")).isEqualTo(2);
        assertThat(Tree.number(cartSync, 0, "status", "readyReplicas")).isEqualTo(2);
        assertThat(Tree.number(cartSync, 0, "status", "replicas")).isEqualTo(2);
    }

    @Test
    void founding_both_clusters_costs_little() {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (ShopCluster shop : List.of(ShopCluster.EU, ShopCluster.US)) {
            ObjectStorage fresh = new ObjectStorage(new ResourceTypes(), clock, 1);
            shop.found(fresh, clock, 1).loop().runDue();
            int bytes = fresh.types().all().stream()
                    .flatMap(type -> fresh.list(type, null).stream())
                    .mapToInt(object -> Json.bytes(object).length)
                    .sum();
            assertThat(bytes).isLessThan(6_000_000);
        }

        // about 0.3 s when the code is warm, as it is here; the bound is for slow machines
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    /** The ReplicaSet that its quota holds back says so again, which is its life. */
    private static boolean onlyTheQuotaRefuses(Change change) {
        return Meta.name(change.object()).startsWith("tax-rules");
    }

    private String afterTenMinutes(long seed) {
        TestClock time = TestClock.atNoon();
        ObjectStorage own = new ObjectStorage(new ResourceTypes(), time, seed);
        LivingCluster cluster = ShopCluster.US.found(own, time, seed);
        time.advance(cluster.loop(), Duration.ofMinutes(10));
        StringBuilder all = new StringBuilder();
        for (ResourceType type : own.types().all()) {
            own.list(type, null).forEach(object -> all.append(Json.text(object)).append('\n'));
        }
        return all.toString();
    }

    private long restarts(String namespace, String prefix) {
        return storage.list(Kinds.POD, namespace).stream()
                .filter(pod -> Meta.name(pod).startsWith(prefix))
                .flatMap(pod -> Tree.maps(pod, "status", "containerStatuses").stream())
                .mapToLong(status -> Tree.number(status, 0, "restartCount"))
                .sum();
    }

    private Map<String, Object> deployment(String namespace, String name) {
        return storage.get(Kinds.DEPLOYMENT, namespace, name).orElseThrow();
    }
}
