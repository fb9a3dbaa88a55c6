package dev.fresnel.bench.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chromium, driven by {@code benchmarks/browser/page.mjs} through Playwright: a command a line goes in, an answer a line comes
 * out. For one thread.
 */
public final class Chromium implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private Chromium(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Why there is none on this machine, or null where there is. */
    public static @Nullable String missing(Path project) {
        if (program() == null) {
            return "no Chromium on this machine (set CHROMIUM to its path)";
        }
        if (find("node") == null) {
            return "no Node on this machine";
        }
        return Files.isDirectory(project.resolve("web/node_modules/@playwright/test"))
                ? null
                : "Playwright is not installed (scripts/build does that)";
    }

    /** Starts it. */
    public static Chromium start(Path project) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "node", project.resolve("benchmarks/browser/page.mjs").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CHROMIUM", String.valueOf(program()));
        return new Chromium(builder.start());
    }

    /**
     * Does one thing.
     *
     * @param command one of those in {@code page.mjs}
     * @param arguments names and values by turns
     * @throws IOException where it fails; the message is the script's
     */
    public JsonNode ask(String command, Object... arguments) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("do", command);
        for (int i = 0; i < arguments.length; i += 2) {
            line.put((String) arguments[i], arguments[i + 1]);
        }
        commands.write(JSON.writeValueAsString(line) + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the browser's script has ended");
        }
        JsonNode tree = JSON.readTree(answer);
        if (tree.has("error")) {
            throw new IOException("the browser could not " + command + ": "
                    + tree.path("error").asString(""));
        }
        return tree;
    }

    private static @Nullable String program() {
        String given = System.getenv("CHROMIUM");
        return given != null
                ? given
                : Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                        .map(Chromium::find)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable String find(String program) {
        String path = System.getenv("PATH");
        return List.of((path == null ? "" : path).split(java.io.File.pathSeparator, -1)).stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() throws IOException {
        commands.close(); // the script ends with its input
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
