package dev.fresnel.simulator.conformance;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.KubectlFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One of the two servers, as kubectl shows it. A command is a map of {@code run}, its line, and what else there is to it:
 * {@code input} is its standard input; {@code until} is what it must print, and until then it is run again; {@code meanwhile}
 * are the commands to run while it goes on, each once it has printed a line more.
 */
final class KubectlPeer {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ControlPlane plane;
    private final String namespace;
    private final List<String> more;

    /** @param more arguments that lead kubectl to the server */
    KubectlPeer(ControlPlane plane, String namespace, List<String> more) {
        this.plane = plane;
        this.namespace = namespace;
        this.more = more;
    }

    /** Makes the namespace. */
    void begin() {
        run("create namespace " + namespace, "");
    }

    /** What is printed, or why it failed, without ages, times and what chance has a part in. */
    String run(Map<String, Object> command) throws IOException, InterruptedException {
        String line = Tree.text(command, "run");
        List<String> meanwhile = Tree.texts(command, "meanwhile");
        if (!meanwhile.isEmpty()) {
            return plain(watch(line, meanwhile));
        }
        Object input = command.get("input");
        String given = input == null ? "" : Json.text(input);
        Pattern until = Pattern.compile(Tree.text(command, "until"));
        long end = System.nanoTime() + PATIENCE.toNanos();
        String printed = run(line, given);
        while (!until.matcher(printed).find() && System.nanoTime() < end) {
            printed = run(line, given);
        }
        return plain(printed);
    }

    private String run(String line, String input) {
        try {
            return plane.kubectlWithInput(input, arguments(line));
        } catch (KubectlFailedException e) {
            return String.valueOf(e.getMessage()).replaceFirst("(?s)^kubectl .*? failed with exit code", "exit code");
        }
    }

    private String watch(String line, List<String> meanwhile) throws IOException, InterruptedException {
        Process watch = plane.startKubectl(arguments(line));
        try (BufferedReader lines = watch.inputReader()) {
            Thread.ofVirtual().start(() -> endLate(watch));
            StringBuilder printed = new StringBuilder();
            printed.append(lines.readLine()).append('\n'); // the header
            printed.append(lines.readLine()).append('\n');
            for (String next : meanwhile) {
                run(next, "");
                printed.append(lines.readLine()).append('\n');
            }
            return printed.toString();
        } finally {
            watch.destroyForcibly().waitFor();
        }
    }

    /** So that a line that never comes is not waited for. */
    private static void endLate(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String[] arguments(String line) {
        List<String> arguments = new ArrayList<>(List.of(line.replace("{ns}", namespace)
                .replace("* * 1 1 *", "*_*_1_1_*")
                .split(" ")));
        arguments.replaceAll(argument -> argument.replace("*_*_1_1_*", "* * 1 1 *"));
        arguments.addAll(List.of("--namespace", namespace));
        arguments.addAll(more);
        return arguments.toArray(new String[0]);
    }

    private static String plain(String printed) {
        return printed.replaceAll("[IWE]\\d{4} [\\d:.]+ +\\d+ ", "")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "<time>")
                .replaceAll("\\w{3}, \\d\\d \\w{3} \\d{4} [\\d:]{8} [+-]\\d{4}", "<time>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d [\\d:.]+ [+-]\\d{4}", "<time>")
                .replaceAll("/\\S+/(LIVE|MERGED)-\\d+/", "$1/")
                .replaceAll("resourceVersion: \"\\d+\"", "resourceVersion: <version>")
                .replaceAll("\\b\\d+(s|m|m\\d+s|Mi)\\b", "<amount>")
                .replaceAll(" \\(x\\d+ over <amount>\\)", "")
                .replaceAll("\\b\\d+%", "<percent>")
                .replaceAll("https://127\\.0\\.0\\.1:\\d+", "<server>")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uid>")
                .replaceAll("\\b10(\\.\\d{1,3}){3}\\b", "<address>")
                .replaceAll("pod-template-hash=\\w+", "pod-template-hash=<hash>")
                .replaceAll("\\b(web|calm)-[0-9a-z]{6,10}\\b", "$1-<hash>")
                .replaceAll("(web-<hash>|\\bj)-[0-9a-z]{5}\\b", "$1-<random>")
                .replaceAll(" +", " ")
                .replaceAll("-{3,}", "---");
    }
}
