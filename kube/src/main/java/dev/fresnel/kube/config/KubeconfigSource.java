package dev.fresnel.kube.config;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where kubeconfig is read from. Immutable; each {@link #read} looks at the files anew.
 *
 * <p>Use {@link KubeconfigWatch} to be told when they change.
 */
public final class KubeconfigSource {

    private static final Logger LOG = LoggerFactory.getLogger(KubeconfigSource.class);

    private final List<Path> files;
    private final boolean mustExist;
    private final String whereLooked;

    private final @Nullable Path folder;

    private KubeconfigSource(List<Path> files, boolean mustExist, String whereLooked, @Nullable Path folder) {
        this.files = List.copyOf(files);
        this.mustExist = mustExist;
        this.whereLooked = whereLooked;
        this.folder = folder;
    }

    /**
     * The same and, after it, every {@code *.yaml} in a folder, which need not exist yet. Each of those stands for itself: its
     * contexts use its own clusters and users, whatever other files call theirs.
     */
    public KubeconfigSource andFolder(Path more) {
        return new KubeconfigSource(files, mustExist, whereLooked, more);
    }

    /**
     * The usual places: the files of {@code $KUBECONFIG}, or else {@code ~/.kube/config}. Like kubectl, a file that is not
     * there is passed over where another is.
     *
     * @param kubeconfigVariable the value of {@code $KUBECONFIG}, null or empty where it is not set
     * @param home the person's home folder
     */
    public static KubeconfigSource usual(@Nullable String kubeconfigVariable, Path home) {
        if (kubeconfigVariable == null || kubeconfigVariable.isEmpty()) {
            Path file = home.resolve(".kube").resolve("config");
            return new KubeconfigSource(
                    List.of(file), false, "$KUBECONFIG is not set and " + file + " does not exist", null);
        }
        List<Path> files = Arrays.stream(kubeconfigVariable.split(File.pathSeparator))
                .filter(name -> !name.isEmpty())
                .flatMap(name -> path(name).stream())
                .distinct()
                .toList();
        return new KubeconfigSource(
                files, false, "$KUBECONFIG is " + kubeconfigVariable + ", and no such file exists", null);
    }

    /** Exactly these files, each of which should exist, in order of precedence. */
    public static KubeconfigSource of(List<Path> files) {
        return new KubeconfigSource(files, true, "", null);
    }

    /** Reads a kubeconfig that was pasted or dropped. Relative paths in it cannot be resolved and stay as they are. */
    public static Kubeconfig parse(String text) {
        KubeconfigMerge merge = new KubeconfigMerge();
        merge.add(KubeconfigFile.parse(text, null));
        return merge.toKubeconfig(List.of());
    }

    /** The files that are looked for, in order of precedence. */
    public List<Path> files() {
        if (folder == null || !Files.isDirectory(folder)) {
            return files;
        }
        List<Path> all = new ArrayList<>(files);
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(all::add);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} cannot be listed", folder, e);
        }
        return all;
    }

    /** Reads the files as they are now. Never fails: what is wrong is among the problems. */
    public Kubeconfig read() {
        List<Path> looked = files();
        List<Path> added = looked.subList(files.size(), looked.size());
        Kubeconfig merged = merged(added.isEmpty());
        Map<String, Context> contexts = new LinkedHashMap<>();
        merged.contexts().forEach(context -> contexts.put(context.name(), context));
        List<KubeconfigProblem> problems = new ArrayList<>(merged.problems());
        for (Path file : added) {
            // Merged with the rest, its contexts might find another file's cluster or user of the same name.
            KubeconfigMerge alone = new KubeconfigMerge();
            alone.add(KubeconfigFile.read(file));
            Kubeconfig read = alone.toKubeconfig(List.of(file));
            read.contexts().forEach(context -> contexts.putIfAbsent(context.name(), context));
            problems.addAll(read.problems());
        }
        return new Kubeconfig(List.copyOf(contexts.values()), merged.currentContext(), problems, looked);
    }

    /** The files without the folder's. */
    private Kubeconfig merged(boolean nothingElse) {
        KubeconfigMerge merge = new KubeconfigMerge();
        boolean found = files.stream().anyMatch(Files::exists);
        for (Path file : files) {
            if (Files.exists(file)) {
                merge.add(KubeconfigFile.read(file));
            } else if (mustExist) {
                merge.add(missing(file, file + " does not exist. Check the path that was given for the kubeconfig."));
            } else if (found) {
                merge.add(missing(file, file + " does not exist and is passed over. $KUBECONFIG names it."));
            }
        }
        if (!found && !mustExist && nothingElse) {
            merge.add(new KubeconfigProblem(
                    null,
                    0,
                    0,
                    null,
                    "No kubeconfig was found: " + whereLooked + ". Add a kubeconfig, or look around in the demo."));
        }
        return merge.toKubeconfig(files);
    }

    /** Empty for what cannot be a path: such a file cannot exist, and is passed over like any that does not. */
    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static KubeconfigProblem missing(Path file, String message) {
        return new KubeconfigProblem(file, 0, 0, null, message);
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
