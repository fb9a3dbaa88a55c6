package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.http.PodMetrics;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.reconcile.Names;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Quantity;
import dev.fresnel.simulator.tree.Times;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What containers use: idle CPU and their share of a load that comes in waves, memory that fills after the start and leaks
 * where the program does. Worked out from the time alone, with a little noise that is the same whenever one asks. Thread-safe.
 */
public final class Meters implements PodMetrics {
    private static final Duration SAMPLE = Duration.ofSeconds(15);
    private static final Usage OF_SYSTEM = new Usage(190_000_000L, 1_150L << 20);

    private final Cluster cluster;
    private final Programs programs;

    public Meters(Cluster cluster, Programs programs) {
        this.cluster = cluster;
        this.programs = programs;
    }

    @Override
    public Optional<Usage> ofNode(String node) {
        if (cluster.get(Kinds.NODE, "", node)
                .filter(found -> Conditions.isTrue(found, "Ready"))
                .isEmpty()) {
            return Optional.empty();
        }
        long cpu = OF_SYSTEM.cpuNanocores();
        long memory = OF_SYSTEM.memoryBytes();
        for (Map<String, Object> pod : cluster.podsOnNode(node)) {
            for (Usage usage : of(pod).values()) {
                cpu += usage.cpuNanocores();
                memory += usage.memoryBytes();
            }
        }
        return Optional.of(new Usage(cpu, memory));
    }

    @Override
    public Map<String, Usage> ofPod(String namespace, String pod) {
        return cluster.get(Kinds.POD, namespace, pod).map(this::of).orElse(Map.of());
    }

    private Map<String, Usage> of(Map<String, Object> pod) {
        Map<String, Usage> usages = new LinkedHashMap<>();
        Instant now = cluster.now();
        for (Map<String, Object> container : Tree.maps(pod, "spec", "containers")) {
            String name = Tree.text(container, "name");
            Map<String, Object> status = ContainerStatus.of(pod, ContainerStatus.Group.MAIN, name);
            Instant started = Times.at(status, "state", "running", "startedAt");
            if (started != null) {
                usages.put(name, of(pod, container, started, now));
            }
        }
        return usages;
    }

    private Usage of(Map<String, Object> pod, Map<String, Object> container, Instant started, Instant now) {
        Program program = programs.of(Tree.text(container, "image"));
        String name = Meta.name(pod) + Tree.text(container, "name");
        long sample = now.getEpochSecond() / SAMPLE.toSeconds();
        double noise = 0.88 + 0.24 * Names.fraction(name + sample);
        double share = program.loadMilliCpu() == 0 || !Conditions.isTrue(pod, "Ready")
                ? 0
                : (double) program.loadMilliCpu() * wave(program.wave(), now) / (double) replicas(pod);
        double milli = (program.idleMilliCpu() + share) * noise;
        String cpuLimit = Tree.text(container, "resources", "limits", "cpu");
        if (!cpuLimit.isEmpty()) {
            milli = Math.min(milli, (double) Quantity.milli(cpuLimit));
        }
        double seconds = Math.max(0, Duration.between(started, now).toMillis() / 1000.0);
        double filled = 1 - 0.6 * Math.exp(-seconds / 20);
        double leaked = program.leak() * seconds / 60;
        double breathing = 0.97 + 0.06 * Names.fraction("m" + name + sample / 4);
        double memory = program.memory() * filled * breathing + leaked;
        String memoryLimit = Tree.text(container, "resources", "limits", "memory");
        if (!memoryLimit.isEmpty()) {
            memory = Math.min(memory, (double) Quantity.units(memoryLimit) * 0.995);
        }
        return new Usage(Math.round(milli * 1_000_000), Math.round(memory));
    }

    /**
     * How many replicas an autoscaler would have settled on by now for a program that shares its load.
     *
     * @param request thousandths of a core that each replica asks for
     * @param target percent of that request which it aims at
     */
    public static long settledReplicas(Program program, long request, long target, Instant now) {
        double load = (double) program.loadMilliCpu() * wave(program.wave(), now);
        double each = Math.max(1, request * target / 100.0 - program.idleMilliCpu());
        return Math.max(1, (long) Math.ceil(load / each));
    }

    /** How many pods share the load. */
    private long replicas(Map<String, Object> pod) {
        String owner = Meta.controller(pod).map(o -> Tree.text(o, "uid")).orElse("");
        long ready = cluster.podsOfUid(owner).stream()
                .filter(other -> Conditions.isTrue(other, "Ready"))
                .count();
        return Math.max(1, ready);
    }

    /** The load at a time, with a mean of one: low at night if the period is a day, up and down otherwise. */
    static double wave(Duration period, Instant now) {
        double turn = 2 * Math.PI * (now.getEpochSecond() % period.toSeconds()) / period.toSeconds();
        return 1 - 0.5 * Math.cos(turn - 0.6) + 0.12 * Math.sin(3 * turn);
    }
}
