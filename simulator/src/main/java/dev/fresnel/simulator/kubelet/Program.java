package dev.fresnel.simulator.kubelet;

import dev.fresnel.simulator.tree.Quantity;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens when an image is run.
 *
 * @param image the image with tag, or without one for all tags that are not named
 * @param pull how long the registry takes to send it
 * @param pullError what the registry answers instead, as containerd words it; empty if the image is there
 * @param ready from start until the readiness probe succeeds
 * @param notReady what the readiness probe says for ever; empty if it succeeds
 * @param exitsAfter how long the program runs; null if it runs until stopped
 * @param exitCode with which it ends then
 * @param resolves environment variables that must name a Service; otherwise the program gives up with code 1 after two
 *     seconds
 * @param stops from SIGTERM to the end
 * @param idleMilliCpu thousandths of a core without load
 * @param loadMilliCpu thousandths of a core that the whole load takes at its mean, shared by all ready replicas
 * @param wave the period of the load
 * @param memory bytes after start
 * @param leak bytes that it grows by in a minute
 * @param voice how its log reads, one of {@link dev.fresnel.simulator.kubelet.log.Voices}
 * @param linesPerMinute how much it logs
 * @param base what the image is built on, and so which programs are in it
 * @param speaks how it talks on its ports: {@code http}, {@code redis} or {@code silent}
 */
public record Program(
        String image,
        Duration pull,
        String pullError,
        Duration ready,
        String notReady,
        @Nullable Duration exitsAfter,
        int exitCode,
        List<String> resolves,
        Duration stops,
        long idleMilliCpu,
        long loadMilliCpu,
        Duration wave,
        long memory,
        long leak,
        String voice,
        double linesPerMinute,
        Base base,
        String speaks) {

    /** Reads one entry of the catalogue; all but {@code image} may be left out. */
    public static Program of(Map<String, Object> entry) {
        Duration exitsAfter = entry.containsKey("exitsAfter") ? duration(entry, "exitsAfter", "") : null;
        return new Program(
                Tree.text(entry, "image"),
                duration(entry, "pull", "PT1.8S"),
                Tree.text(entry, "pullError"),
                duration(entry, "ready", "PT3S"),
                Tree.text(entry, "notReady"),
                exitsAfter,
                (int) Tree.number(entry, 0, "exitCode"),
                Tree.texts(entry, "resolves"),
                duration(entry, "stops", "PT1.5S"),
                milliCpu(entry, "cpu", 4),
                milliCpu(entry, "load", 0),
                duration(entry, "wave", "PT24H"),
                bytes(entry, "memory", 48L << 20),
                bytes(entry, "leak", 0),
                entry.containsKey("log") ? Tree.text(entry, "log") : "plain",
                Tree.at(entry, "linesPerMinute") instanceof Number number ? number.doubleValue() : 6,
                Base.of(Tree.text(entry, "base")),
                entry.containsKey("speaks") ? Tree.text(entry, "speaks") : "http");
    }

    private static long milliCpu(Map<String, Object> entry, String key, long otherwise) {
        return entry.containsKey(key) ? Quantity.milli(Tree.text(entry, key)) : otherwise;
    }

    private static long bytes(Map<String, Object> entry, String key, long otherwise) {
        return entry.containsKey(key) ? Quantity.units(Tree.text(entry, key)) : otherwise;
    }

    /** Durations are written as people do: {@code 300ms}, {@code 2s}, {@code 12m}, {@code 24h}. */
    private static Duration duration(Map<String, Object> entry, String key, String otherwise) {
        String text = Tree.text(entry, key);
        if (text.isEmpty()) {
            return Duration.parse(otherwise);
        }
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                : Duration.parse("PT" + text);
    }
}
