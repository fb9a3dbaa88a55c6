package dev.fresnel.engine.store;

import dev.fresnel.kube.wire.ReadObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;

/** Prints what a Store of so many generated pods keeps, and how long filling and reading it takes. A program, not a test. */
final class StoreFootprint {

    private StoreFootprint() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int pods = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        fill(2_000).close();
        long heap = heap();
        long resident = resident();
        Store store = fill(pods);
        long kept = heap() - heap;
        print("heap kept, rows and whole objects", kept / 1e6, "MB");
        print("heap kept a pod", (double) kept / pods, "B");
        print("more memory of the process", (resident() - resident) / 1e6, "MB");

        StoreSnapshot snapshot = store.snapshot();
        long started = System.nanoTime();
        long bytes = 0;
        for (Row row : snapshot.rows()) {
            bytes += Objects.requireNonNull(snapshot.body(row)).bytes().length;
        }
        double micros = (System.nanoTime() - started) / 1e3;
        print("whole objects, opened", bytes / 1e6, "MB");
        print("opening one", micros / pods, "µs");

        Store rows = new Store("prod", PodShape.PODS, new PodShape(), InstantSource.system(), Runnable::run);
        heap = heap();
        GeneratedPods generated = new GeneratedPods(1);
        rows.listStarted();
        for (int i = 0; i < pods; i++) {
            ReadObject pod = generated.pod(i, i);
            rows.upsert(new ReadObject(
                    pod.namespace(),
                    pod.name(),
                    pod.uid(),
                    pod.resourceVersion(),
                    pod.fields(),
                    new byte[0],
                    pod.encoding()));
        }
        rows.listComplete();
        print("heap kept, rows alone", (heap() - heap) / 1e6, "MB");
        if (rows.snapshot().size() != store.snapshot().size()) {
            throw new IllegalStateException("the two stores differ");
        }
    }

    private static Store fill(int pods) throws InterruptedException {
        Thread[] training = new Thread[1];
        Store store = new Store(
                "prod",
                PodShape.PODS,
                new PodShape(),
                InstantSource.system(),
                task -> training[0] = Thread.ofPlatform().daemon().start(task));
        GeneratedPods generated = new GeneratedPods(1);
        long writing = 0;
        long longest = 0;
        store.listStarted();
        for (int i = 0; i < pods; i++) {
            ReadObject pod = generated.pod(i, i);
            long started = System.nanoTime();
            store.upsert(pod);
            long took = System.nanoTime() - started;
            writing += took;
            longest = Math.max(longest, took);
        }
        long started = System.nanoTime();
        store.listComplete();
        writing += System.nanoTime() - started;
        if (training[0] != null) {
            training[0].join();
        }
        print("writing " + pods + " pods", writing / 1e6, "ms");
        print("longest wait of the writer", longest / 1e6, "ms");
        return store;
    }

    private static void print(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "%-40s %10.1f %s%n", what, value, unit);
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }
}
