package dev.fresnel.kube.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one kubeconfig file says, entry by entry, before files are merged. Each broken entry is kept as such, and leaves
 * the others as they are.
 *
 * @param currentContext null where the file sets none
 */
record KubeconfigFile(
        Map<String, Entry<ClusterEntry>> clusters,
        Map<String, Entry<UserEntry>> users,
        Map<String, Entry<ContextEntry>> contexts,
        @Nullable String currentContext,
        List<KubeconfigProblem> problems) {

    private static final List<String> TELLTALES = List.of("clusters", "users", "contexts", "current-context");

    /** Reads a file that exists. */
    static KubeconfigFile read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                return broken(file, 0, 0, file + " is a folder. A kubeconfig is a file, usually named config in it.");
            }
            if (Files.size(file) > YamlNode.MAX_CHARACTERS) {
                return broken(
                        file,
                        0,
                        0,
                        file + " is larger than " + (YamlNode.MAX_CHARACTERS >> 20)
                                + " MB, which no kubeconfig should be. Check that it is the right file.");
            }
            return parse(Files.readString(file), file);
        } catch (AccessDeniedException e) {
            return broken(file, 0, 0, file + " may not be read by this user. Give it read permission (chmod u+r).");
        } catch (CharacterCodingException e) {
            return broken(
                    file, 0, 0, file + " is not text in UTF-8. Check that it is a kubeconfig and save it as UTF-8.");
        } catch (IOException e) {
            return broken(file, 0, 0, file + " cannot be read (" + e.getMessage() + ").");
        }
    }

    /** @param file where relative paths start from, and what problems name; null for a text that was pasted */
    static KubeconfigFile parse(String text, @Nullable Path file) {
        String where = file == null ? "The kubeconfig" : file.toString();
        try {
            YamlNode root = YamlNode.parse(text);
            if (root == null) {
                return broken(file, 0, 0, where + " is empty.");
            }
            return new Reader(file, where).read(root);
        } catch (InvalidYamlException e) {
            return broken(
                    file,
                    e.line(),
                    e.column(),
                    where + place(e.line(), e.column()) + " is not valid YAML: " + e.getMessage()
                            + ". Its contexts are left out until this is mended.");
        }
    }

    private static KubeconfigFile broken(@Nullable Path file, int line, int column, String message) {
        return new KubeconfigFile(
                Map.of(), Map.of(), Map.of(), null, List.of(new KubeconfigProblem(file, line, column, null, message)));
    }

    /** {@code ", line 3, column 7,"} or nothing. */
    static String place(int line, int column) {
        return line == 0 ? "" : ", line " + line + (column == 0 ? "" : ", column " + column) + ",";
    }

    /** Reads one file's tree. */
    private static final class Reader {

        private final @Nullable Path file;
        private final String where;
        private final EntryReader entries;
        private final List<KubeconfigProblem> problems = new ArrayList<>();

        Reader(@Nullable Path file, String where) {
            this.file = file;
            this.where = where;
            this.entries =
                    new EntryReader(file == null ? null : file.toAbsolutePath().getParent());
        }

        KubeconfigFile read(YamlNode root) throws InvalidYamlException {
            if (!root.isMapping() || !looksLikeKubeconfig(root)) {
                return broken(
                        file,
                        root.line(),
                        root.column(),
                        where + " is not a kubeconfig: it has none of clusters, users and contexts."
                                + " Check that it is the right file.");
            }
            Map<String, Entry<ClusterEntry>> clusters = section(root, "clusters", "cluster", entries::cluster);
            Map<String, Entry<UserEntry>> users = section(root, "users", "user", entries::user);
            Map<String, Entry<ContextEntry>> contexts =
                    section(root, "contexts", "context", (_, node) -> entries.context(node));
            String currentContext = null;
            try {
                YamlNode current = root.field("current-context");
                currentContext = current == null || current.text().isEmpty() ? null : current.text();
            } catch (InvalidYamlException e) {
                report(e.line(), e.column(), "current-context " + e.getMessage() + ".");
            }
            return new KubeconfigFile(clusters, users, contexts, currentContext, problems);
        }

        private static boolean looksLikeKubeconfig(YamlNode root) throws InvalidYamlException {
            YamlNode kind = root.field("kind");
            if (kind != null) {
                return kind.text().equals("Config");
            }
            for (String name : TELLTALES) {
                if (root.field(name) != null) {
                    return true;
                }
            }
            return false;
        }

        private interface Section<T> {
            T read(String name, YamlNode node) throws InvalidYamlException;
        }

        private <T> Map<String, Entry<T>> section(YamlNode root, String plural, String singular, Section<T> section) {
            Map<String, Entry<T>> found = new LinkedHashMap<>();
            try {
                YamlNode list = root.field(plural);
                for (YamlNode item : list == null ? List.<YamlNode>of() : list.items()) {
                    YamlNode nameNode = item.isMapping() ? item.field("name") : null;
                    if (nameNode == null) {
                        report(item.line(), item.column(), "an entry of " + plural + " has no name and is left out.");
                        continue;
                    }
                    Entry<T> entry = entry(nameNode.text(), item, singular, section);
                    if (found.putIfAbsent(entry.name(), entry) != null) {
                        report(
                                entry.line(),
                                entry.column(),
                                plural + " has a second entry named " + entry.name()
                                        + ", which is left out. Rename one of them.");
                    }
                }
            } catch (InvalidYamlException e) {
                report(e.line(), e.column(), plural + " " + e.getMessage() + ".");
            }
            return found;
        }

        private <T> Entry<T> entry(String name, YamlNode item, String singular, Section<T> section) {
            try {
                YamlNode node = item.field(singular);
                if (node == null) {
                    throw item.invalid("has no field " + singular);
                }
                return new Entry<>(name, section.read(name, node), null, file, item.line(), item.column());
            } catch (InvalidYamlException e) {
                return new Entry<>(name, null, e.getMessage(), file, e.line(), e.column());
            }
        }

        private void report(int line, int column, String message) {
            problems.add(new KubeconfigProblem(file, line, column, null, where + place(line, column) + " " + message));
        }
    }
}
