package dev.fresnel.bench.logs;

import dev.fresnel.bench.rig.Target;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.Options;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Loud pods behind a real API server. The testbed's kubelet reads all containers' logs from one file: so one writer is heard
 * once through each pod.
 */
final class RealLoudPods implements LoudPods {

    private final ControlPlane plane;
    private final Target target;
    private final int perSecond;
    private volatile boolean ending;
    private @Nullable Thread writer;
    private long written = 1;

    private RealLoudPods(ControlPlane plane, int perSecond) throws IOException {
        this.plane = plane;
        this.perSecond = perSecond;
        this.target = Target.of(plane.kubeconfig());
    }

    /** @param perSecond lines of each pod */
    static LoudPods start(int pods, int perSecond) throws IOException {
        ControlPlane plane = ControlPlane.start(Options.defaults());
        try {
            // An API server answers a log only when there is something in it.
            Files.writeString(plane.podLog(), line(0));
            plane.kubectl("create", "namespace", NAMESPACE);
            plane.kubectl(
                    "create", "deployment", NAME, "-n", NAMESPACE, "--image=example.com/loud:1", "--replicas=" + pods);
            plane.kubectl("rollout", "status", "deployment", NAME, "-n", NAMESPACE, "--timeout=180s");
            return new RealLoudPods(plane, perSecond);
        } catch (IOException | RuntimeException e) {
            plane.close();
            throw e;
        }
    }

    private static String line(long number) {
        return Instant.now() + " stdout F " + LoudLine.text(number) + "\n";
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public void begin() {
        writer = Thread.ofPlatform().name("loud").daemon().start(this::write);
    }

    private void write() {
        long every = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long began = System.nanoTime();
        try (BufferedWriter out =
                Files.newBufferedWriter(plane.podLog(), StandardCharsets.UTF_8, StandardOpenOption.APPEND)) {
            while (!ending) {
                for (long due = (System.nanoTime() - began) / every + 1; written < due; written++) {
                    out.write(line(written));
                }
                out.flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long end() throws InterruptedException {
        ending = true;
        if (writer != null) {
            writer.join();
        }
        return written;
    }

    @Override
    public void close() {
        ending = true;
        plane.close();
    }
}
