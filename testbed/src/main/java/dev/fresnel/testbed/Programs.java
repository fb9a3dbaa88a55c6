package dev.fresnel.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of a control plane, and the files in {@code testbed/} that belong to them.
 *
 * @param folder where the programs are
 * @param testbed the folder {@code testbed/} of the project
 */
record Programs(Path folder, Path testbed) {

    private static final int CANNOT_BE_BUILT = 3;

    /**
     * Runs {@code testbed/build}, which takes an instant when the programs are there and about ten minutes the first
     * time; what it says goes to standard error.
     *
     * @throws ProgramsMissingException if they cannot be built on this machine
     */
    static Programs find() {
        Path testbed = findTestbed();
        List<String> lines = new ArrayList<>();
        try {
            Process build = new ProcessBuilder(testbed.resolve("build").toString())
                    .redirectErrorStream(true)
                    .start();
            build.getOutputStream().close();
            try (BufferedReader output = build.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    lines.add(line);
                    if (line.startsWith("testbed/build: ")) {
                        System.err.println(line);
                    }
                }
            }
            int exit = build.waitFor();
            if (exit == CANNOT_BE_BUILT) {
                throw new ProgramsMissingException(String.join("\n", lines));
            }
            if (exit != 0 || lines.isEmpty()) {
                throw new IllegalStateException(
                        "%s/build failed with exit code %d:%n%s".formatted(testbed, exit, String.join("\n", lines)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + testbed + "/build", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the control plane's programs were built", e);
        }
        return new Programs(Path.of(lines.getLast()), testbed);
    }

    /** Tests run in the folder of some module of the project; {@code testbed/} is beside it or above it. */
    private static Path findTestbed() {
        Path here = Path.of("").toAbsolutePath();
        String given = System.getProperty("fresnel.testbed");
        if (given != null) {
            return Path.of(given);
        }
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            Path testbed = folder.resolve("testbed");
            if (Files.isExecutable(testbed.resolve("build"))) {
                return testbed;
            }
        }
        throw new IllegalStateException("The folder testbed/ of the project is not in or above " + here
                + ". Run from inside the project, or set the system property fresnel.testbed to it.");
    }

    String path(String program) {
        return folder.resolve(program).toString();
    }
}
