package dev.fresnel.simulator.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The types that one API server serves: the built-in ones, and those of CustomResourceDefinitions as they come and go.
 *
 * <p>Thread-safe: readers see an immutable list that writers replace.
 */
public final class ResourceTypes {

    /** The order in which API servers prefer versions: v2, v1, v2beta1, v1alpha1, then any other by name. */
    public static final Comparator<String> NEWEST_VERSION_FIRST = VersionOrder.NEWEST_FIRST;

    private static final List<ResourceType> BUILT_IN = readBuiltIn();

    private volatile List<ResourceType> served = BUILT_IN;

    /** The type with this kind among the built-in ones, such as {@code builtIn("apps", "Deployment")}. */
    public static ResourceType builtIn(String group, String kind) {
        return BUILT_IN.stream()
                .filter(type -> type.group().equals(group) && type.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No built-in type is of kind " + kind + " in group '" + group + "'."));
    }

    static boolean isBuiltIn(ResourceType type) {
        return BUILT_IN.contains(type);
    }

    /** All types in the order of discovery. */
    public List<ResourceType> all() {
        return served;
    }

    /** The type at a path such as {@code apis/GROUP/VERSION/PLURAL}. */
    public Optional<ResourceType> find(String group, String version, String plural) {
        return served.stream()
                .filter(type -> type.plural().equals(plural)
                        && type.group().equals(group)
                        && type.version().equals(version))
                .findFirst();
    }

    /** The type of objects with this {@code apiVersion} and {@code kind}. */
    public Optional<ResourceType> ofObject(String apiVersion, String kind) {
        return served.stream()
                .filter(type -> type.kind().equals(kind) && type.apiVersion().equals(apiVersion))
                .findFirst();
    }

    /** The first served version of this kind. */
    public Optional<ResourceType> ofKind(String group, String kind) {
        return served.stream()
                .filter(type -> type.kind().equals(kind) && type.group().equals(group))
                .findFirst();
    }

    /** Serves these types, which are the versions of one resource, instead of those it had. */
    synchronized void replace(String group, String plural, Collection<ResourceType> versions) {
        List<ResourceType> types = new ArrayList<>(served);
        types.removeIf(type -> type.group().equals(group) && type.plural().equals(plural));
        types.addAll(versions);
        served = List.copyOf(types);
    }

    private static List<ResourceType> readBuiltIn() {
        try (InputStream in = Objects.requireNonNull(
                        ResourceTypes.class.getResourceAsStream("resource-types.txt"), "resource-types.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(ResourceTypes::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ResourceType parse(String line) {
        String[] columns = line.split(" ", -1);
        String[] groupVersion = columns[0].split("/", -1);
        return new ResourceType(
                groupVersion[0].equals("core") ? "" : groupVersion[0],
                groupVersion[1],
                columns[2],
                columns[1],
                columns[2].toLowerCase(Locale.ROOT),
                names(columns[3]),
                columns[4].equals("N"),
                names(columns[5]),
                columns[7].equals("*") ? ResourceType.ALL_VERBS : Set.copyOf(names(columns[7])),
                Set.copyOf(names(columns[6])));
    }

    private static List<String> names(String column) {
        return column.equals("-") ? List.of() : List.of(column.split(",", -1));
    }
}
