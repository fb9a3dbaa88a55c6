package dev.fresnel.bench.jmh;

import dev.fresnel.bench.pods.GeneratedPods;
import dev.fresnel.bench.pods.PodsOfPack;
import dev.fresnel.engine.store.Store;
import dev.fresnel.kube.wire.ObjectReader;
import dev.fresnel.kube.wire.ReadObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Reads a protobuf list of 10,000 pods. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class Decode {

    private static final int PODS = 10_000;

    private final PodsOfPack pods = new PodsOfPack();
    private final byte[] list = GeneratedPods.list(0, PODS, 1);
    private final ObjectReader reader = pods.reader();

    /** To trees of what the pack asks for, and the bytes of whole objects. */
    @Benchmark
    public List<ReadObject> trees() {
        return PodsOfPack.read(reader, list);
    }

    /** To the cells of rows. */
    @Benchmark
    public void rows(Blackhole hole) {
        for (ReadObject pod : PodsOfPack.read(reader, list)) {
            hole.consume(pods.shape().read(pod.fields()));
        }
    }

    /** To a complete Store: rows, indexes, and whole objects compressed. */
    @Benchmark
    public Store store() {
        Store store = pods.store();
        store.listStarted();
        PodsOfPack.upsertAll(store, reader, list);
        store.listComplete();
        return store;
    }
}
