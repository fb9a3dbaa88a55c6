package dev.fresnel.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.store.PodShape;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ObjectSink;
import dev.fresnel.kube.watch.ReflectorState;
import dev.fresnel.kube.wire.PathTrie;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class StorePoolTest {

    @Test
    void labels_and_owners_are_read_though_no_column_asks_for_them() {
        List<PathTrie> asked = new ArrayList<>();
        Feeder feeder = (Kind _, Scope _, PathTrie paths, ObjectSink _) -> {
            asked.add(paths);
            return new Feeder.Feed() {
                @Override
                public void retry() {}

                @Override
                public void close() {}
            };
        };
        // A Store that is given back ends minutes later: not waited for.
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        try (StorePool pool =
                        new StorePool("prod", feeder, _ -> new PodShape(), later, Runnable::run, () -> Instant.EPOCH);
                StorePool.Lease lease = pool.lease(PodShape.PODS, Scope.CLUSTER)) {
            assertThat(lease.store().kind()).isEqualTo(PodShape.PODS);
        } finally {
            later.shutdownNow();
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
        Feeder feeder = (kind, scope, paths, sink) -> new Feeder.Feed() {
            @Override
            public void retry() {}

            @Override
            public void close() {}
        };
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        try (StorePool pool =
                        new StorePool("prod", feeder, _ -> new PodShape(), later, Runnable::run, () -> Instant.EPOCH);
                StorePool.Lease all = pool.lease(PodShape.PODS, Scope.CLUSTER)) {
            all.store().state(new ReflectorState.Forbidden("list", "pods is forbidden"));
            try (StorePool.Lease own = pool.lease(PodShape.PODS, Scope.namespace("shop"))) {
                assertThat(own.store()).isNotSameAs(all.store());
            }
            all.store().state(new ReflectorState.Live());
            try (StorePool.Lease other = pool.lease(PodShape.PODS, Scope.namespace("other"))) {
                assertThat(other.store()).isSameAs(all.store());
            }
        } finally {
            later.shutdownNow();
        }
    }
}
