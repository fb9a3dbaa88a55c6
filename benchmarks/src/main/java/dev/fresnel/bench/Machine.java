package dev.fresnel.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a measurement depends on besides the program.
 *
 * @param processor as it calls itself
 * @param cores that can be used
 * @param memory in bytes
 * @param system operating system and its version
 * @param java version of the Java that ran both bench and server
 */
public record Machine(String processor, int cores, long memory, String system, String java) {

    /** The one that this program runs on. */
    public static Machine here() {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                operatingSystem().getTotalMemorySize(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.runtime.version"));
    }

    /** Processes that want a core now, on average of the last minute; more than there are cores is noise. */
    static double load() {
        return operatingSystem().getSystemLoadAverage();
    }

    private static OperatingSystemMXBean operatingSystem() {
        return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }

    private static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch"); // no Linux: the architecture must do
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s, %d cores, %.0f GB, %s, Java %s", processor, cores, memory / 1e9, system, java);
    }
}
