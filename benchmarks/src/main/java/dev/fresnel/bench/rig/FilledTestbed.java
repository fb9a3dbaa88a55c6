package dev.fresnel.bench.rig;

import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A real control plane with many ordinary pods. Filling one takes minutes, so that a filled one is kept in the person's
 * cache, in a folder named by what it was made from; each run works on a copy.
 */
public final class FilledTestbed {

    private final Path testbed;
    private final Path cache;
    private final Consumer<String> progress;

    /**
     * @param project the project's folder
     * @param progress told what is being done, a sentence each
     */
    public FilledTestbed(Path project, Consumer<String> progress) {
        this.testbed = project.resolve("testbed");
        String given = System.getenv("XDG_CACHE_HOME");
        Path user =
                given == null || given.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
        this.cache = user.resolve("fresnel").resolve("bench");
        this.progress = progress;
    }

    /**
     * Starts one with so many pods.
     *
     * @throws dev.fresnel.testbed.ProgramsMissingException where the programs cannot be built on this machine
     */
    public Target start(int pods) throws IOException {
        Path kept = cache.resolve("pods-" + pods + "-" + madeFrom());
        if (!Files.isDirectory(kept)) {
            fill(kept, pods);
        }
        progress.accept("starting the control plane with " + pods + " pods");
        Path copy = Files.createTempDirectory("fresnel-bench");
        copy(kept, copy);
        ControlPlane plane = ControlPlane.start(Options.defaults().withState(copy));
        return Target.of(plane.kubeconfig(), "Control plane of testbed/", () -> {
            plane.close();
            delete(copy);
        });
    }

    private void fill(Path kept, int pods) throws IOException {
        Path making = Files.createDirectories(kept.resolveSibling(kept.getFileName() + ".making"));
        progress.accept("making " + pods + " pods; this takes minutes, once");
        try (ControlPlane plane = ControlPlane.start(new Options(3, 0, Optional.of(making), false))) {
            plane.fill(pods, running -> progress.accept(running + " of " + pods + " pods run"));
        }
        Files.move(making, kept, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Changes when another version of the parts, or of the pods, would be made. */
    private String madeFrom() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {"kwok", "modules", "src/main"}) {
                try (Stream<Path> files = Files.walk(testbed.resolve(part))) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        digest.update(testbed.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                        digest.update(Files.readAllBytes(file));
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, java.io.IOException failure) throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.err.println("The temporary folder " + folder + " stays: " + e.getMessage());
        }
    }
}
