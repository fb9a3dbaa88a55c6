package dev.fresnel.engine.pack;

import dev.fresnel.engine.relation.KindName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads packs: those that ship, and folders given. What is broken is reported and skipped: a file of a kind alone, a pack
 * whole only where its {@code pack.yaml} cannot be read.
 */
public final class PackLoader {

    private final List<Pack> packs = new ArrayList<>();
    private final List<PackProblem> problems = new ArrayList<>();

    /** The packs that ship with the program. */
    public PackLoader shipped() {
        try {
            ClasspathSource.all().forEach(this::load);
        } catch (IOException e) {
            throw new UncheckedIOException("the packs that ship with Fresnel cannot be read", e);
        }
        return this;
    }

    /** The packs in a folder: each of its folders that has a {@code pack.yaml} is one. */
    public PackLoader folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            problems.add(about(folder, Files.exists(folder) ? "this is not a folder" : "this folder does not exist"));
            return this;
        }
        if (Files.exists(folder.resolve("pack.yaml"))) {
            problems.add(about(folder, "this is a pack itself; name the folder that it is in"));
            return this;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(entry -> Files.isRegularFile(entry.resolve("pack.yaml")))
                    .sorted()
                    .forEach(entry -> load(new FolderSource(String.valueOf(entry.getFileName()), entry)));
        } catch (IOException e) {
            problems.add(about(folder, "this folder cannot be read"));
        }
        return this;
    }

    private static PackProblem about(Path folder, String what) {
        return new PackProblem(folder.toString(), 0, 0, what + "; see --packs");
    }

    /** All that has been read. A pack read later replaces an earlier one of the same name. */
    public Packs packs() {
        List<PackProblem> all = new ArrayList<>(problems);
        all.addAll(claimedTwice());
        return new Packs(packs, all);
    }

    /** A later pack may show a kind its own way; where that was not meant, whoever wrote it should know. */
    private List<PackProblem> claimedTwice() {
        List<PackProblem> twice = new ArrayList<>();
        Map<KindName, String> claimed = new HashMap<>();
        for (Pack pack : packs) {
            for (KindPack kind : pack.kinds()) {
                String other = claimed.put(kind.kind(), pack.name());
                if (other != null) {
                    twice.add(new PackProblem(
                            pack.name() + "/pack.yaml",
                            0,
                            0,
                            kind.kind() + " is shown by the pack " + other + " as well; this one's way is taken"));
                }
            }
        }
        return twice;
    }

    private void load(PackSource source) {
        try {
            Pack pack = pack(source);
            packs.removeIf(other -> other.name().equals(pack.name()));
            packs.add(pack);
        } catch (InvalidPackException e) {
            problems.add(e.problem());
        } catch (IOException e) {
            problems.add(new PackProblem(source.name(), 0, 0, "the pack cannot be read: " + e.getMessage()));
        }
    }

    private Pack pack(PackSource source) throws InvalidPackException, IOException {
        YamlNode root = parse(source, "pack.yaml");
        if (!isSound(source, root)) {
            throw new InvalidPackException(new PackProblem(
                    source.name() + "/pack.yaml", 0, 0, "the pack is skipped; correct the problems above"));
        }
        PackReader.Description description = PackReader.read(root);
        List<KindPack> kinds = new ArrayList<>();
        List<Pack.RailGroup> groups = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (PackReader.Group group : description.groups()) {
            List<KindName> names = new ArrayList<>();
            for (YamlNode file : group.files()) {
                KindPack kind = kind(source, file, group.id(), listed);
                if (kind != null) {
                    kinds.add(kind);
                    names.add(kind.kind());
                }
            }
            groups.add(new Pack.RailGroup(group.id(), group.title(), group.icon(), names));
        }
        for (YamlNode file : description.also()) {
            KindPack kind = kind(source, file, null, listed);
            if (kind != null) {
                kinds.add(kind);
            }
        }
        reportForgotten(source, listed);
        return new Pack(
                source.name(),
                description.title(),
                description.icon(),
                description.version(),
                description.presence(),
                description.section(),
                groups,
                kinds,
                translations(source, description.languages()));
    }

    private @Nullable KindPack kind(PackSource source, YamlNode file, @Nullable String group, Set<String> listed)
            throws InvalidPackException {
        String name = file.text() + ".yaml";
        if (!listed.add(name)) {
            problems.add(file.problem("`" + file.text() + "` is listed twice; remove one"));
            return null;
        }
        try {
            YamlNode kind = parse(source, name);
            return isSound(source, kind) ? new KindReader(problems::add, source.checked()).read(kind, group) : null;
        } catch (InvalidPackException e) {
            problems.add(e.problem());
        } catch (IOException e) {
            problems.add(file.problem("the file " + name + " cannot be read: " + e.getMessage()));
        }
        return null;
    }

    private void reportForgotten(PackSource source, Set<String> listed) throws IOException {
        for (String file : source.kindFiles()) {
            if (!listed.contains(file)) {
                problems.add(new PackProblem(
                        source.name() + "/" + file,
                        0,
                        0,
                        "the file is not used; list it in pack.yaml under `groups`, or under `also`"));
            }
        }
    }

    private Map<String, Map<String, String>> translations(PackSource source, List<YamlNode> languages)
            throws InvalidPackException {
        Map<String, Map<String, String>> translations = new TreeMap<>();
        for (YamlNode language : languages) {
            Map<String, String> words = new TreeMap<>();
            try {
                for (var entry : parse(source, "i18n/" + language.text() + ".yaml")
                        .entries()
                        .entrySet()) {
                    words.put(entry.getKey(), entry.getValue().text());
                }
                translations.put(language.text(), words);
            } catch (InvalidPackException e) {
                problems.add(e.problem());
            } catch (IOException e) {
                problems.add(language.problem("the translation cannot be read: " + e.getMessage()));
            }
        }
        return translations;
    }

    private boolean isSound(PackSource source, YamlNode file) throws InvalidPackException {
        List<PackProblem> found = source.checked() ? List.of() : SchemaCheck.problems(file);
        problems.addAll(found);
        return found.isEmpty();
    }

    private static YamlNode parse(PackSource source, String file) throws InvalidPackException, IOException {
        return YamlReader.read(source.name() + "/" + file, source.read(file), source.checked());
    }
}
