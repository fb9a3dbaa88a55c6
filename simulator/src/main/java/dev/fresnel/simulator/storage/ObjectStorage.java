package dev.fresnel.simulator.storage;

import dev.fresnel.simulator.tree.Tree;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One API server's "etcd": all objects of a cluster, each write numbered by a resource version that only grows.
 *
 * <p>Objects that come out are frozen trees, which stay as they are however the storage goes on; objects that go in are
 * copied. A write that changes nothing makes no version.
 *
 * <p>Thread-safe: one lock orders all writes. Watchers are called under it, on the writing thread, in the order of
 * resource versions; they must return at once (put the change on a queue) and must not write from there.
 */
public final class ObjectStorage {

    /** Changes remembered for each type; a watch from before them gets 410. */
    private static final int HISTORY_SIZE = 1000;

    private final ResourceTypes types;
    private final ObjectMeta meta;
    private final Defaults defaults;
    private final CustomTypes customTypes;
    private final Map<String, TypeStorage> byResource = new HashMap<>();
    private final long firstVersion;
    private long lastVersion;

    /**
     * @param clock for times of creation and deletion
     * @param seed of uids and generated names, so that a run can be repeated
     */
    public ObjectStorage(ResourceTypes types, Clock clock, long seed) {
        this.types = types;
        this.meta = new ObjectMeta(clock, seed);
        this.defaults = new Defaults(clock, seed);
        this.customTypes = new CustomTypes(types);
        // Milliseconds, so that versions go on growing when a simulator is started anew in an old one's place.
        this.firstVersion = Math.max(1, clock.millis() - 1_700_000_000_000L);
        this.lastVersion = firstVersion;
    }

    /** The types that are served, CustomResourceDefinitions included. */
    public ResourceTypes types() {
        return types;
    }

    /** The version of the newest write. */
    public synchronized long resourceVersion() {
        return lastVersion;
    }

    /**
     * Stores a new object and returns it complete: defaults, uid, generated name, times, resource version.
     *
     * @throws StatusException 409 AlreadyExists
     */
    public Map<String, Object> create(ResourceType type, Map<String, Object> object) {
        return create(type, object, (_, _) -> {}, false);
    }

    /** The last touch to what is written, when all defaults are in it. */
    @FunctionalInterface
    public interface LastTouch {
        /** @param before the object before the write; empty for a new one */
        void give(Map<String, Object> before, Map<String, Object> after);
    }

    /** As {@link #create(ResourceType, Map)}; a dry run returns what would be stored. */
    public synchronized Map<String, Object> create(
            ResourceType type, Map<String, Object> object, LastTouch touch, boolean dryRun) {
        Map<String, Object> fresh = new LinkedHashMap<>();
        fresh.put("apiVersion", type.apiVersion());
        fresh.put("kind", type.kind());
        fresh.putAll(Tree.copy(object));
        meta.stamp(type, fresh);
        defaults.create(type, fresh);
        defaults.apply(type, fresh);
        String name = Tree.text(fresh, "metadata", "name");
        if (of(type).get(TypeStorage.key(fresh)) != null) {
            throw StatusException.alreadyExists(type, name);
        }
        touch.give(Map.of(), fresh);
        return commit(type, Change.Type.ADDED, fresh, null, dryRun);
    }

    /**
     * Stores a new object just as it is, its frozen parts included: for clusters too large to work out defaults for each
     * object, and to have parts of its own for each.
     *
     * @param object frozen, and complete but for its resource version
     * @throws StatusException 409 AlreadyExists
     */
    public synchronized Map<String, Object> found(ResourceType type, Map<String, Object> object) {
        String key = TypeStorage.key(object);
        if (of(type).get(key) != null) {
            throw StatusException.alreadyExists(type, Tree.text(object, "metadata", "name"));
        }
        lastVersion++;
        Map<String, Object> founded = Tree.with(object, Long.toString(lastVersion), "metadata", "resourceVersion");
        of(type).commit(key, new Change(Change.Type.ADDED, founded, null, lastVersion));
        return founded;
    }

    /**
     * Changes an object; the generation counts up when more than metadata and status changes.
     *
     * @param namespace null for types that are not namespaced
     * @param change gets a copy that it may change, and returns the object to store
     * @throws StatusException 404 NotFound, or whatever {@code change} throws
     */
    public Map<String, Object> update(
            ResourceType type, @Nullable String namespace, String name, UnaryOperator<Map<String, Object>> change) {
        return update(type, namespace, name, change, (_, _) -> {}, true, false);
    }

    /** As {@link #update}, but the generation stays. */
    public Map<String, Object> updateStatus(
            ResourceType type, @Nullable String namespace, String name, UnaryOperator<Map<String, Object>> change) {
        return update(type, namespace, name, change, (_, _) -> {}, false, false);
    }

    /** As {@link #update}; a dry run returns what would be stored. */
    public synchronized Map<String, Object> update(
            ResourceType type,
            @Nullable String namespace,
            String name,
            UnaryOperator<Map<String, Object>> change,
            LastTouch touch,
            boolean countsGeneration,
            boolean dryRun) {
        Map<String, Object> before = existing(type, namespace, name);
        Map<String, Object> after = new LinkedHashMap<>(change.apply(Tree.copy(before)));
        checkUid(type, before, after);
        String expected = Tree.text(after, "metadata", "resourceVersion");
        if (!expected.isEmpty() && !expected.equals(Tree.text(before, "metadata", "resourceVersion"))) {
            throw StatusException.conflict(type, name);
        }
        if (countsGeneration) {
            defaults.apply(type, after);
        }
        ObjectMeta.keep(type, before, after, countsGeneration);
        touch.give(before, after);
        Tree.put(after, Tree.text(before, "metadata", "resourceVersion"), "metadata", "resourceVersion");
        if (isFinished(after)) {
            return commit(type, Change.Type.DELETED, after, before, dryRun);
        }
        return after.equals(before) ? before : commit(type, Change.Type.MODIFIED, after, before, dryRun);
    }

    private static void checkUid(ResourceType type, Map<String, Object> before, Map<String, Object> after) {
        String wanted = Tree.text(after, "metadata", "uid");
        String uid = Tree.text(before, "metadata", "uid");
        if (!wanted.isEmpty() && !wanted.equals(uid)) {
            throw StatusException.conflict(
                    type,
                    Tree.text(before, "metadata", "name"),
                    "StorageError: invalid object, Code: 4, Key: /registry/" + type.plural() + "/"
                            + TypeStorage.key(before)
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + wanted + ", UID in object meta: " + uid);
        }
    }

    public synchronized Optional<Map<String, Object>> get(ResourceType type, @Nullable String namespace, String name) {
        return Optional.ofNullable(of(type).get(TypeStorage.key(namespace, name)));
    }

    /** The objects in a namespace, or everywhere if it is null, as they are together now. */
    public synchronized List<Map<String, Object>> list(ResourceType type, @Nullable String namespace) {
        return of(type).list(namespace);
    }

    /** As {@link #list}, with the version that a watch may go on from. */
    public synchronized Snapshot snapshot(ResourceType type, @Nullable String namespace) {
        return new Snapshot(of(type).list(namespace), lastVersion);
    }

    /**
     * The objects as they were at a version.
     *
     * @throws StatusException 410 Expired for a version that is no longer remembered
     */
    public synchronized Snapshot snapshotAt(ResourceType type, @Nullable String namespace, long resourceVersion) {
        return new Snapshot(of(type).listAt(namespace, resourceVersion), resourceVersion);
    }

    /**
     * Deletes an object, or marks it for deletion while finalizers or a pod's grace period hold it.
     *
     * @return the object, as marked or as it was last
     * @throws StatusException 404 NotFound, 409 Conflict for a precondition that does not hold
     */
    public Map<String, Object> delete(ResourceType type, @Nullable String namespace, String name, Deletion deletion) {
        return delete(type, namespace, name, deletion, false);
    }

    /** As {@link #delete(ResourceType, String, String, Deletion)}; a dry run returns what it would. */
    public synchronized Map<String, Object> delete(
            ResourceType type, @Nullable String namespace, String name, Deletion deletion, boolean dryRun) {
        Map<String, Object> before = existing(type, namespace, name);
        deletion.check(type, before);
        Map<String, Object> after = Tree.copy(before);
        deletion.mark(type, after, meta);
        if (isFinished(after)) {
            // what goes at once was never marked; only a pod is, whose grace is over
            boolean marked = type.kind().equals("Pod") || Tree.at(before, "metadata", "deletionTimestamp") != null;
            return commit(type, Change.Type.DELETED, marked ? after : Tree.copy(before), before, dryRun);
        }
        return after.equals(before) ? before : commit(type, Change.Type.MODIFIED, after, before, dryRun);
    }

    /** An open watch; closing it ends it. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Tells all changes from now on, until closed. */
    public synchronized Watch watch(ResourceType type, Consumer<Change> watcher) {
        of(type).watch(watcher);
        return closing(type, watcher);
    }

    /**
     * Tells all changes since a version: those remembered at once, the others as they come.
     *
     * @throws StatusException 410 Expired for a version that is no longer remembered
     */
    public synchronized Watch watchFrom(ResourceType type, long resourceVersion, Consumer<Change> watcher) {
        of(type).watchFrom(resourceVersion, watcher);
        return closing(type, watcher);
    }

    private Watch closing(ResourceType type, Consumer<Change> watcher) {
        return () -> {
            synchronized (this) {
                of(type).unwatch(watcher);
            }
        };
    }

    /** How many watches are open, over all types. */
    public synchronized int watcherCount() {
        return byResource.values().stream().mapToInt(TypeStorage::watcherCount).sum();
    }

    /** Forgets all history: watches from older versions and continue tokens get 410 from now on. */
    public synchronized void compact() {
        byResource.values().forEach(storage -> storage.compact(lastVersion));
    }

    private Map<String, Object> existing(ResourceType type, @Nullable String namespace, String name) {
        return get(type, namespace, name).orElseThrow(() -> StatusException.notFound(type, name));
    }

    /** Whether nothing holds an object any more that is to be deleted. */
    private static boolean isFinished(Map<String, Object> object) {
        return Tree.at(object, "metadata", "deletionTimestamp") != null
                && Tree.number(object, 0, "metadata", "deletionGracePeriodSeconds") == 0
                && Tree.list(object, "metadata", "finalizers").isEmpty()
                && !(Tree.text(object, "kind").equals("Namespace")
                        && !Tree.list(object, "spec", "finalizers").isEmpty());
    }

    private Map<String, Object> commit(
            ResourceType type,
            Change.Type what,
            Map<String, Object> object,
            @Nullable Map<String, Object> before,
            boolean dryRun) {
        long version = lastVersion + 1;
        if (!dryRun) {
            Tree.put(object, Long.toString(version), "metadata", "resourceVersion");
        }
        Map<String, Object> frozen = Tree.freeze(object, before == null ? Map.of() : before);
        if (!dryRun) {
            lastVersion = version;
            of(type).commit(TypeStorage.key(frozen), new Change(what, frozen, before, version));
            customTypes.follow(type, what, frozen, this::deleteAll);
        }
        return frozen;
    }

    private void deleteAll(ResourceType type) {
        for (Map<String, Object> object : list(type, null)) {
            commit(type, Change.Type.DELETED, Tree.copy(object), object, false);
        }
    }

    private TypeStorage of(ResourceType type) {
        return byResource.computeIfAbsent(type.resource(), _ -> new TypeStorage(HISTORY_SIZE, firstVersion));
    }
}
