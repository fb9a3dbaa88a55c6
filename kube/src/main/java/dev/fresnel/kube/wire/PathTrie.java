package dev.fresnel.kube.wire;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that someone asks of a Kind, as a tree of names. A reader walks an object's bytes once beside this tree,
 * keeps what it names and skips the rest.
 *
 * <pre>
 *   spec.nodeName, status.containerStatuses.restartCount, metadata.labels
 *
 *   ├─ spec ── nodeName            (leaf: kept whole)
 *   ├─ status ── containerStatuses ── restartCount      (of every element: lists are walked through)
 *   └─ metadata ── labels          (leaf: the whole map)
 * </pre>
 *
 * Immutable once built, so it can be shared by any number of readers.
 */
public final class PathTrie {

    /** Everything. */
    public static final PathTrie WHOLE = of(List.of(""));

    private final Map<String, PathTrie> children = new LinkedHashMap<>();
    private boolean whole;

    private PathTrie() {}

    /**
     * @param paths dotted field names from the object's root; list elements and map values need no mark of their own: a
     *     path goes through lists, and ends at a map to keep all of it. A name that itself has dots is quoted:
     *     {@code metadata.annotations."example.com/a"}. An empty path keeps the whole object.
     */
    public static PathTrie of(Collection<String> paths) {
        return new PathTrie().add(paths);
    }

    /** What this names and what these paths name, as a new tree. */
    public PathTrie and(Collection<String> paths) {
        return copy().add(paths);
    }

    private PathTrie add(Collection<String> paths) {
        for (String path : paths) {
            PathTrie node = this;
            for (String name : FieldPath.parse(path).names()) {
                node = node.children.computeIfAbsent(name, _ -> new PathTrie());
            }
            node.whole = true;
        }
        return this;
    }

    private PathTrie copy() {
        PathTrie copy = new PathTrie();
        copy.whole = whole;
        children.forEach((name, child) -> copy.children.put(name, child.copy()));
        return copy;
    }

    /** The subtree for a field, or null where nothing at or below it is asked for. */
    public @Nullable PathTrie child(String field) {
        return children.get(field);
    }

    /** Whether everything at and below a field is kept. */
    boolean asksAllOf(String field) {
        PathTrie child = children.get(field);
        return whole || (child != null && child.whole);
    }

    /** Whether everything at and below this place is kept. */
    public boolean whole() {
        return whole;
    }

    /** The names below this place. */
    public Map<String, PathTrie> children() {
        return Map.copyOf(children);
    }
}
