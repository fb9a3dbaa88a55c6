package dev.fresnel.simulator.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.World;
import dev.fresnel.simulator.http.PodMetrics.Usage;
import dev.fresnel.simulator.tree.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetersTest {
    private final World world = new World("""
            - {image: web, cpu: 10m, load: 1000m, wave: 24h, memory: 100Mi}
            - {image: greedy, memory: 100Mi, leak: 10Mi}
            """).node("n1").node("n2");

    @Test
    void replicas_share_the_load() {
        world.deployment("web", "web:1", 2);
        world.seconds(10);
        long two = cpuOfFirst();
        world.deployment("more", "web:1", 8);
        world.seconds(10);

        long eight = world.pods().stream()
                .filter(pod -> Meta.name(pod).startsWith("more"))
                .mapToLong(this::cpu)
                .findFirst()
                .orElseThrow();
        assertThat((double) two / eight).isBetween(2.5, 5.5);
    }

    @Test
    void a_leak_grows_minute_by_minute() {
        world.deployment("greedy", "greedy", 1);
        world.pass(Duration.ofMinutes(2));
        long early = usage(world.pods().getFirst()).memoryBytes();

        world.pass(Duration.ofMinutes(10));

        assertThat(usage(world.pods().getFirst()).memoryBytes() - early).isBetween(90L << 20, 110L << 20);
    }

    @Test
    void a_node_uses_what_its_pods_use_and_something_for_itself() {
        long before = world.living.metrics().ofNode("n1").orElseThrow().cpuNanocores();
        world.deployment("web", "web:1", 4);
        world.seconds(10);

        assertThat(world.living.metrics().ofNode("n1").orElseThrow().cpuNanocores())
                .isGreaterThan(before);
        assertThat(world.living.metrics().ofNode("unknown")).isEmpty();
    }

    @Test
    void the_daily_wave_is_low_at_night_and_has_a_mean_of_one() {
        Instant midnight = Instant.parse("2026-11-22T00:00:00Z");
        Duration day = Duration.ofDays(1);

        assertThat(Meters.wave(day, midnight.plus(Duration.ofHours(2))))
                .isLessThan(Meters.wave(day, midnight.plus(Duration.ofHours(14))));
        assertThat(IntStream.range(0, 1440)
                        .mapToDouble(minute -> Meters.wave(day, midnight.plusSeconds(minute * 60L)))
                        .average()
                        .orElseThrow())
                .isBetween(0.99, 1.01);
    }

    private long cpuOfFirst() {
        return cpu(world.pods().getFirst());
    }

    private long cpu(Map<String, Object> pod) {
        return usage(pod).cpuNanocores();
    }

    private Usage usage(Map<String, Object> pod) {
        Map<String, Usage> usages = world.living.metrics().ofPod(Meta.namespace(pod), Meta.name(pod));
        assertThat(usages).hasSize(1);
        return usages.values().iterator().next();
    }
}
