package dev.fresnel.engine.cluster;

import static dev.fresnel.engine.store.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.pack.RowShape;
import dev.fresnel.engine.store.PodShape;
import dev.fresnel.engine.store.Pods;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.tree.Times;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Kinds;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ObjectSink;
import dev.fresnel.kube.watch.ReflectorState;
import dev.fresnel.kube.wire.PathTrie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StorePoolTest {

    private static final Kinds SERVED = new Kinds(List.of(PodShape.PODS), List.of());

    private final ManualTime time = new ManualTime();
    private final List<PathTrie> asked = new ArrayList<>();
    private final List<Store> ended = new ArrayList<>();
    private final Heard heard = new Heard();
    private Runnable whenEnded = () -> {};

    private StorePool pool(RowShapes shapes) {
        Feeder feeder = (Kind _, Scope _, PathTrie paths, ObjectSink sink) -> {
            asked.add(paths);
            return new Feeder.Feed() {
                @Override
                public void retry() {}

                @Override
                public void close() {
                    ended.add((Store) sink);
                    whenEnded.run();
                }
            };
        };
        return new StorePool("prod", feeder, shapes, time.later(), Runnable::run, time);
    }

    private StorePool pool() {
        return pool((_, _) -> new PodShape());
    }

    private StorePool.Lease lease(StorePool pool, Scope scope) {
        return Objects.requireNonNull(pool.lease(PodShape.PODS, scope, heard));
    }

    private static void list(Store store, Pods... pods) {
        store.listStarted();
        for (Pods pod : pods) {
            store.upsert(pod.read());
        }
        store.listComplete();
        store.state(new ReflectorState.Live());
    }

    private static void hold(Store store, String json) {
        store.upsert(ScriptedCluster.object(json));
        store.listComplete();
    }

    @Test
    void labels_and_owners_are_read_though_no_column_asks_for_them() {
        try (StorePool pool = pool();
                StorePool.Lease lease = lease(pool, Scope.CLUSTER)) {
            assertThat(lease.store().kind()).isEqualTo(PodShape.PODS);
        }

        assertThat(asked).singleElement().satisfies(paths -> {
            assertThat(paths.children()).containsOnlyKeys("status", "metadata");
            assertThat(paths.children().get("metadata"))
                    .satisfies(metadata -> assertThat(metadata.children())
                            .containsOnlyKeys("creationTimestamp", "deletionTimestamp", "labels", "ownerReferences"));
        });
    }

    @Test
    void a_namespace_is_given_a_wider_store_only_where_that_may_be_read() {
        try (StorePool pool = pool();
                StorePool.Lease all = lease(pool, Scope.CLUSTER)) {
            all.store().state(new ReflectorState.Forbidden("list", "pods is forbidden"));
            try (StorePool.Lease own = lease(pool, Scope.namespace("shop"))) {
                assertThat(own.store()).isNotSameAs(all.store());
            }
            all.store().state(new ReflectorState.Live());
            try (StorePool.Lease other = lease(pool, Scope.namespace("other"))) {
                assertThat(other.store()).isSameAs(all.store());
            }
        }
    }

    @Test
    void a_store_stays_warm_for_some_minutes_and_then_ends() {
        try (StorePool pool = pool()) {
            StorePool.Lease first = lease(pool, Scope.CLUSTER);
            first.close();
            first.close(); // a second time does nothing
            time.pass(StorePool.WARM.minusSeconds(1));
            StorePool.Lease second = lease(pool, Scope.CLUSTER);
            assertThat(second.store()).isSameAs(first.store());
            time.pass(Duration.ofSeconds(2));
            assertThat(ended).isEmpty();
            second.close();
            time.pass(StorePool.WARM);
            assertThat(ended).containsExactly(first.store());
            assertThat(pool.running()).isEmpty();
        }
    }

    @Test
    void whoever_walks_along_a_list_leaves_few_stores_behind_and_looks_back_at_the_last_ones() {
        try (StorePool pool = pool()) {
            for (int i = 0; i < 1_000; i++) {
                lease(pool, i % 2 == 0 ? Scope.namespace("ns-" + i) : Scope.object("shop", "web-" + i))
                        .close();
            }
            assertThat(pool.running()).hasSize(StorePool.WARM_PARTS);
            assertThat(ended).hasSize(1_000 - StorePool.WARM_PARTS);
            try (StorePool.Lease again = lease(pool, Scope.object("shop", "web-999"))) {
                assertThat(ended).doesNotContain(again.store());
                assertThat(pool.running()).contains(again.store());
            }
        }
        assertThat(ended).hasSize(1_000);
    }

    @Test
    void views_that_open_and_close_all_the_time_leave_nothing_to_be_done_later() {
        try (StorePool pool = pool()) {
            int before = time.waiting();
            for (int i = 0; i < 1_000; i++) {
                lease(pool, Scope.CLUSTER).close();
            }
            assertThat(time.waiting()).isEqualTo(before + 1);
            time.pass(StorePool.WARM);
            assertThat(ended).hasSize(1);
        }
    }

    /** As a Store does that publishes at this very moment: it tells its cluster, which asks the pool. */
    @Test
    void a_store_ends_under_nobodys_lock() {
        StorePool pool = pool();
        List<Boolean> answered = new ArrayList<>();
        whenEnded = () -> {
            Thread other = Thread.ofVirtual().start(pool::isIdle);
            try {
                answered.add(other.join(Duration.ofSeconds(20)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        lease(pool, Scope.CLUSTER).close();
        time.pass(StorePool.WARM);
        for (int i = 0; i <= StorePool.WARM_PARTS; i++) {
            lease(pool, Scope.object("shop", "web-" + i)).close();
        }
        pool.keepOnly(Kinds.NONE);
        lease(pool, Scope.CLUSTER);
        pool.close();

        assertThat(answered).hasSize(StorePool.WARM_PARTS + 3).containsOnly(true);
    }

    @Test
    void nobody_waits_while_the_server_is_asked_how_rows_of_a_kind_look() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (StorePool pool = pool((kind, _) -> {
            if (!kind.equals(PodShape.PODS)) {
                entered.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return new PodShape();
        })) {
            Kind widgets = new Kind(
                    "example.com",
                    "v1",
                    "Widget",
                    "widgets",
                    "",
                    List.of(),
                    List.of(),
                    true,
                    PodShape.PODS.verbs(),
                    PodShape.PODS.verbs());
            Thread slow = Thread.ofVirtual().start(() -> pool.lease(widgets, Scope.CLUSTER, heard));
            entered.await();

            assertThat(pool.lease(PodShape.PODS, Scope.CLUSTER, heard)).isNotNull(); // the pool is not locked
            answer.countDown();
            slow.join();
            assertThat(pool.running()).hasSize(2);
        }
    }

    @Test
    void an_object_that_two_stores_hold_is_named_once() {
        try (StorePool pool = pool();
                StorePool.Lease own = lease(pool, Scope.namespace("shop"));
                StorePool.Lease single = lease(pool, Scope.object("other", "b"));
                StorePool.Lease all = lease(pool, Scope.CLUSTER)) {
            list(own.store(), pod("shop", "a"));
            list(single.store(), pod("other", "b"));
            assertThat(pool.running()).hasSize(3); // the widest has read nothing yet

            list(all.store(), pod("shop", "a"), pod("other", "b"));
            assertThat(pool.running()).containsExactly(all.store());

            all.store().state(new ReflectorState.Forbidden("list", "no longer"));
            assertThat(pool.running()).contains(own.store(), single.store());
        }
    }

    @Test
    void it_tells_when_stores_begin_and_end_and_when_another_number_is_in_trouble() {
        try (StorePool pool = pool()) {
            Heard told = new Heard();
            pool.subscribe(told);
            StorePool.Lease lease = lease(pool, Scope.CLUSTER);
            assertThat(told.times()).isEqualTo(1);

            list(lease.store(), pod("shop", "a"), pod("shop", "b"));
            assertThat(told.times()).as("all is well").isEqualTo(1);

            lease.store()
                    .upsert(pod("shop", "a")
                            .version(2)
                            .phase("CrashLoopBackOff")
                            .read());
            lease.store().settled();
            assertThat(told.times()).isEqualTo(2);
            assertThat(lease.store().snapshot().count(Severity.FAILED)).isEqualTo(1);

            pool.keepOnly(Kinds.NONE);
            assertThat(told.times()).isEqualTo(3);
        }
    }

    @Test
    void a_kind_that_goes_ends_its_stores_and_one_that_comes_back_is_given_another() {
        try (StorePool pool = pool()) {
            StorePool.Lease before = lease(pool, Scope.CLUSTER);
            pool.keepOnly(SERVED);
            assertThat(before.ended()).isFalse();

            pool.keepOnly(Kinds.NONE);
            assertThat(before.ended()).isTrue();
            assertThat(ended).containsExactly(before.store());
            try (StorePool.Lease after = lease(pool, Scope.CLUSTER)) {
                assertThat(after.store()).isNotSameAs(before.store());
                before.close();
                time.pass(StorePool.WARM);
                assertThat(after.ended()).isFalse();
            }
        }
    }

    @Test
    void a_closed_connection_leases_nothing_and_leaves_nothing_to_be_done() {
        StorePool pool = pool();
        StorePool.Lease lease = lease(pool, Scope.CLUSTER);
        pool.close();
        lease.close();

        assertThat(pool.lease(PodShape.PODS, Scope.CLUSTER, heard)).isNull();
        assertThat(ended).containsExactly(lease.store());
        assertThat(time.waiting()).isZero();
    }

    @Test
    void what_hangs_is_noticed_though_it_does_not_change() {
        try (StorePool pool = pool((_, _) -> new Hanging());
                StorePool.Lease lease = lease(pool, Scope.CLUSTER)) {
            hold(lease.store(), """
                    {"metadata":{"namespace":"shop","name":"web-0","uid":"1","resourceVersion":"7"},
                     "status":{"since":"%s"}}
                    """.formatted(time.instant()));
            Row before = lease.store().snapshot().rows().getFirst();
            assertThat(before.severity()).isEqualTo(Severity.PROGRESSING);

            time.pass(Duration.ofSeconds(59));
            assertThat(lease.store().snapshot().rows().getFirst().isThe(before)).isTrue();
            time.pass(StorePool.REVIEW);

            Row now = lease.store().snapshot().rows().getFirst();
            assertThat(now.severity()).isEqualTo(Severity.WARNING);
            assertThat(now.id()).isEqualTo(before.id());
            assertThat(now.resourceVersion()).isEqualTo("7");
            assertThat(lease.store().snapshot().body(now)).isNotNull();
        }
    }

    /** In progress for a minute, and a warning from then on. */
    private final class Hanging implements RowShape {
        @Override
        public List<ColumnShape> columns() {
            return List.of();
        }

        @Override
        public PathTrie paths() {
            return PathTrie.of(List.of("status.since"));
        }

        @Override
        public Shaped read(Map<String, Object> fields) {
            @Nullable Long since = Times.parse(Tree.text(fields, "status", "since"));
            boolean hangs = since == null || time.millis() - since >= 60_000;
            return new Shaped(List.of(), hangs ? Severity.WARNING : Severity.PROGRESSING);
        }
    }
}
