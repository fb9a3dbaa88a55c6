package dev.fresnel.simulator.storage;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one resource, with the changes that led to them.
 *
 * <pre>
 *   objects   "shop/cart" → {…}, "shop/checkout" → {…}, …      the present state, ordered
 *   history   [change 107] [change 112] … [change 431]         at most {@code historySize}, oldest first
 *             ^ everything up to compactedThrough has been forgotten
 * </pre>
 *
 * An earlier state is the present one with the history undone back to then, so pages of one list agree without a copy
 * being kept. Not thread-safe: {@link ObjectStorage} guards it.
 */
final class TypeStorage {

    private final int historySize;
    private final NavigableMap<String, Map<String, Object>> objects = new TreeMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Consumer<Change>> watchers = new ArrayList<>();
    private long compactedThrough;

    TypeStorage(int historySize, long resourceVersion) {
        this.historySize = historySize;
        this.compactedThrough = resourceVersion;
    }

    @Nullable
    Map<String, Object> get(String key) {
        return objects.get(key);
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    /** Stores a change and tells the watchers of it. */
    void commit(String key, Change change) {
        if (change.type() == Change.Type.DELETED) {
            objects.remove(key);
        } else {
            objects.put(key, change.object());
        }
        history.addLast(change);
        if (history.size() > historySize) {
            compactedThrough = history.removeFirst().resourceVersion();
        }
        for (Consumer<Change> watcher : List.copyOf(watchers)) {
            watcher.accept(change);
        }
    }

    List<Map<String, Object>> list(@Nullable String namespace) {
        return values(objects, namespace);
    }

    /** The objects as they were at an earlier version. */
    List<Map<String, Object>> listAt(@Nullable String namespace, long resourceVersion) {
        checkNotCompacted(resourceVersion);
        NavigableMap<String, Map<String, Object>> then = new TreeMap<>(objects);
        for (Iterator<Change> back = history.descendingIterator(); back.hasNext(); ) {
            Change change = back.next();
            if (change.resourceVersion() <= resourceVersion) {
                break;
            }
            String key = key(change.object());
            if (change.previous() == null) {
                then.remove(key);
            } else {
                then.put(key, change.previous());
            }
        }
        return values(then, namespace);
    }

    private static List<Map<String, Object>> values(
            NavigableMap<String, Map<String, Object>> objects, @Nullable String namespace) {
        // '0' is the character after '/', so this is all keys that begin with the namespace and a slash
        return new ArrayList<>(
                namespace == null
                        ? objects.values()
                        : objects.subMap(namespace + "/", namespace + "0").values());
    }

    /** Tells the changes since a version, then all that follow. */
    void watchFrom(long resourceVersion, Consumer<Change> watcher) {
        checkNotCompacted(resourceVersion);
        for (Change change : history) {
            if (change.resourceVersion() > resourceVersion) {
                watcher.accept(change);
            }
        }
        watchers.add(watcher);
    }

    void watch(Consumer<Change> watcher) {
        watchers.add(watcher);
    }

    void unwatch(Consumer<Change> watcher) {
        watchers.remove(watcher);
    }

    int watcherCount() {
        return watchers.size();
    }

    /** Forgets the history. */
    void compact(long resourceVersion) {
        history.clear();
        compactedThrough = resourceVersion;
    }

    private void checkNotCompacted(long resourceVersion) {
        if (resourceVersion < compactedThrough) {
            throw StatusException.expired(
                    "too old resource version: " + resourceVersion + " (" + compactedThrough + ")");
        }
    }

    static String key(Map<String, Object> object) {
        return key(Tree.text(object, "metadata", "namespace"), Tree.text(object, "metadata", "name"));
    }

    static String key(@Nullable String namespace, String name) {
        return (namespace == null ? "" : namespace) + "/" + name;
    }
}
