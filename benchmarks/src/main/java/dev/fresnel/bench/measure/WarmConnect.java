package dev.fresnel.bench.measure;

import dev.fresnel.bench.Budget;
import dev.fresnel.bench.Result;
import dev.fresnel.bench.Samples;
import dev.fresnel.bench.rig.Target;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.cluster.Connections;
import dev.fresnel.engine.cluster.StorePool;
import dev.fresnel.engine.pack.PackLoader;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreListener;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.store.Subscription;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ReflectorState;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Connecting and filling a Store in a JVM that has done so before, by turns with throwing the list away. */
public final class WarmConnect implements Measure {

    private static final int WARM_UP = 3;

    @Override
    public String what() {
        return "complete Store, warm";
    }

    @Override
    public List<Budget> budgets() {
        return List.of(Budget.CONNECT);
    }

    @Override
    public List<Result> run(Rig rig) throws IOException, InterruptedException {
        Packs packs = new PackLoader().shipped().packs();
        Clock clock = Clock.systemUTC();
        Connector connector = new Connector(clock, "fresnel-bench", System.getenv());
        Samples discarded = new Samples();
        Samples complete = new Samples();
        try (ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor()) {
            Connections connections = new Connections(connector, packs, clock, later);
            for (int round = -WARM_UP; round < rig.rounds() * 2; round++) {
                double thrownAway = Discarded.read(rig.target());
                double filled = fill(connections, rig.target());
                if (round >= 0) {
                    discarded.add(thrownAway);
                    complete.add(filled);
                }
            }
            later.shutdownNow();
        }
        return List.of(Result.of(
                Budget.CONNECT,
                "a process that has been running",
                complete.median() / discarded.median(),
                String.format(
                        Locale.ROOT,
                        "%.0f ms, discovery included; thrown away in %.0f ms; medians of %d each, by turns",
                        complete.median(),
                        discarded.median(),
                        complete.count())));
    }

    /** Milliseconds from nothing to a complete Store. */
    private static double fill(Connections connections, Target target) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Connection connection = connections.connect(target.context(), () -> {});
        try {
            Kind pods = connection
                    .discovery()
                    .kinds()
                    .resource("pods")
                    .orElseThrow(() -> new IOException("the cluster serves no pods"));
            // A pack says how pods look, so nothing has to be asked first.
            try (StorePool.Lease lease =
                    Objects.requireNonNull(connection.stores().lease(pods, Scope.CLUSTER, () -> {}))) {
                awaitComplete(lease.store());
            }
            return (System.nanoTime() - started) / 1e6;
        } finally {
            connection.stores().close();
            connection.discovery().close();
            connection.server().close();
        }
    }

    private static void awaitComplete(Store store) throws IOException, InterruptedException {
        CountDownLatch complete = new CountDownLatch(1);
        try (Subscription subscription = store.subscribe(new StoreListener() {
            @Override
            public void published(StoreSnapshot before, StoreSnapshot now) {
                if (now.complete()) {
                    complete.countDown();
                }
            }

            @Override
            public void stateChanged(ReflectorState state) {}
        })) {
            if (!store.snapshot().complete() && !complete.await(60, TimeUnit.SECONDS)) {
                throw new IOException("the Store was not complete after 60 s: " + store.state() + " " + subscription);
            }
        }
    }
}
