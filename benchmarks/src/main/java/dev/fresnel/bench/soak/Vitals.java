package dev.fresnel.bench.soak;

import dev.fresnel.bench.rig.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at the server's process from outside: {@code /proc} and {@code jcmd}. */
final class Vitals {

    private static final double MB = 1024 * 1024;
    private static final Pattern COMMITTED = Pattern.compile("committed=(\\d+)KB");

    /**
     * Those that come and go by themselves: the JVM has as many as there is to compile, to collect, or to carry virtual
     * threads over what blocks, and the HTTP client's wait a minute for more to do. Its connections count as sockets.
     */
    private static final Pattern OF_OTHERS =
            Pattern.compile("C[12] Compiler.*|GC Thread.*|G1 .*|ForkJoinPool-1-.*|OkHttp .*|Okio .*");

    private final ServerProcess server;
    private final Path proc;

    Vitals(ServerProcess server) {
        this.server = server;
        this.proc = Path.of("/proc", Long.toString(server.pid()));
    }

    /** What can be known on this system. */
    Map<Vital, Double> now() throws IOException, InterruptedException {
        Map<Vital, Double> now = new EnumMap<>(Vital.class);
        now.put(Vital.HEAP, server.liveHeap() / MB); // collects first, so that what follows holds no garbage
        now.put(Vital.RESIDENT, server.resident() / MB);
        Double beside = besideTheHeap();
        if (beside != null) {
            now.put(Vital.NATIVE, beside);
        }
        now.putAll(handles());
        return now;
    }

    /** Without a collection. */
    Map<Vital, Double> handles() throws IOException {
        Map<Vital, Double> handles = new EnumMap<>(Vital.class);
        if (Files.isDirectory(proc)) {
            handles.put(Vital.THREADS, (double) count(proc.resolve("task"), Vitals::isOfTheProgram));
            handles.put(Vital.SOCKETS, (double) count(proc.resolve("fd"), Vitals::isSocket));
            handles.put(Vital.FILES, (double) count(proc.resolve("fd"), _ -> true));
        }
        return handles;
    }

    private static long count(Path folder, Predicate<Path> counts) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(counts).count();
        }
    }

    /** The names of the threads that are counted, sorted: what to look for where there is one too many. */
    List<String> threads() throws IOException {
        if (!Files.isDirectory(proc)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(proc.resolve("task"))) {
            return entries.filter(Vitals::isOfTheProgram)
                    .map(Vitals::nameOf)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOfTheProgram(Path thread) {
        String name = nameOf(thread);
        return !name.isEmpty() && !OF_OTHERS.matcher(name).matches();
    }

    /** Cut by the system to 15 characters; empty where it has ended meanwhile. */
    private static String nameOf(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isSocket(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    /** What the JVM has taken for anything but the heap: classes, code, threads, buffers. */
    private @Nullable Double besideTheHeap() throws IOException, InterruptedException {
        double kilobytes = 0;
        for (String line : server.jcmd("VM.native_memory", "summary").lines().toList()) {
            Matcher committed = COMMITTED.matcher(line);
            if (committed.find()) {
                double here = Double.parseDouble(committed.group(1));
                if (line.startsWith("Total:")) {
                    kilobytes += here;
                } else if (line.contains("Java Heap (")) {
                    kilobytes -= here;
                }
            }
        }
        return kilobytes == 0 ? null : kilobytes / 1024;
    }
}
