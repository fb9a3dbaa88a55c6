package dev.fresnel.bench.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Fresnel, started as a person starts it, in a process of its own. Ends with {@link #close}, or else with this JVM. */
public final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final Thread atExit;
    private final long startedAt;
    private final String address;

    private ServerProcess(Process process, Thread atExit, long startedAt, String address) {
        this.process = process;
        this.atExit = atExit;
        this.startedAt = startedAt;
        this.address = address;
    }

    /**
     * Starts it and waits for the address that it prints.
     *
     * @param project the project's folder, built
     * @param arguments besides those for the port and for no browser
     * @throws IOException where it ends without one; what it said is on standard error
     */
    public static ServerProcess start(Path project, List<String> arguments) throws IOException {
        return start(project, arguments, Map.of());
    }

    /** As {@link #start(Path, List)}, with more in its environment. */
    public static ServerProcess start(Path project, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(project.resolve("fresnel").toString());
        command.addAll(arguments);
        command.addAll(List.of("--port", "0", "--no-browser"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("FRESNEL_BUILT", "yes"); // ./bench has seen to that
        builder.environment().putAll(environment);
        long startedAt = System.nanoTime();
        Process process = builder.start();
        Thread atExit = new Thread(process::destroyForcibly, "fresnel-at-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            return new ServerProcess(process, atExit, startedAt, awaitAddress(process, command));
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    @SuppressWarnings("resource") // the process keeps its output open; what it prints later is little
    private static String awaitAddress(Process process, List<String> command) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("http://")) {
                return line.strip();
            }
        }
        throw new IOException(String.join(" ", command) + " ended without printing an address");
    }

    /** The address to open, launch token included. It works for ten minutes after its first use. */
    public String address() {
        return address;
    }

    /** The address without the token, with a slash at its end. */
    public String base() {
        return address.substring(0, address.indexOf("launch?"));
    }

    /** The {@link System#nanoTime} when the process was asked for. */
    public long startedAt() {
        return startedAt;
    }

    /** Its number in the system. */
    public long pid() {
        return process.pid();
    }

    /** Milliseconds of processor that it has taken so far: what other programs on the machine do hardly changes them. */
    public double processor() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    /** Bytes of live objects, after a full collection. */
    public long liveHeap() throws IOException, InterruptedException {
        String histogram = jcmd("GC.class_histogram");
        // Its last line: Total, objects, bytes.
        String[] total = histogram.strip().lines().toList().getLast().strip().split("\\s+");
        return Long.parseLong(total[2]);
    }

    /** Bytes of memory that the system has given the process. */
    public long resident() throws IOException, InterruptedException {
        return Long.parseLong(run(List.of("ps", "-o", "rss=", "-p", Long.toString(process.pid())))
                        .strip())
                * 1024;
    }

    /** What {@code jcmd} answers about it. */
    public String jcmd(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(process.pid()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (IllegalStateException e) {
            process.destroyForcibly(); // this JVM is ending already
        }
    }
}
