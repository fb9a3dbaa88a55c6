package dev.fresnel.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Brings a cluster into the state that {@code testbed/seed/steps} describes. */
final class Seed {

    private final Path folder;
    private final Kubectl kubectl;

    Seed(Path folder, Kubectl kubectl) {
        this.folder = folder;
        this.kubectl = kubectl;
    }

    /** Runs the steps, unless this cluster has been through them; half a minute. */
    void sow() {
        if (isSown()) {
            return;
        }
        for (String step : steps()) {
            if (!step.isBlank() && !step.startsWith("#")) {
                kubectl.run(arguments(step));
            }
        }
        kubectl.run(large(), List.of("apply", "--server-side", "--filename", "-"));
        kubectl.run(List.of("create", "configmap", "--namespace", "seed", "sown"));
    }

    private boolean isSown() {
        return !kubectl.run(List.of(
                        "get", "configmap", "--namespace", "seed", "--ignore-not-found", "--output=name", "sown"))
                .isEmpty();
    }

    private List<String> steps() {
        try {
            return Files.readAllLines(folder.resolve("steps"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the steps of the seed", e);
        }
    }

    private List<String> arguments(String step) {
        List<String> arguments = new ArrayList<>();
        for (String word : step.strip().split(" +", -1)) {
            arguments.add(word.endsWith(".yaml") ? folder.resolve(word).toString() : word);
        }
        return arguments;
    }

    /** As much as the API server takes: 256 KiB of annotations, and 1 MiB of data, less some room for the rest. */
    private static String large() {
        String annotation = "0123456789abcde ".repeat(250 * 1024 / 16);
        String data = "The quick brown fox jumps over the lazy dog. 0123456789 ABCDEFG\\n".repeat(1000 * 1024 / 64);
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: large
                  namespace: seed
                  annotations: {example.com/long: "%s"}
                data: {"large.txt": "%s"}
                """.formatted(annotation, data);
    }
}
