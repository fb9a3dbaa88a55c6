package dev.fresnel.simulator.reconcile;

import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The objects of one simulated cluster as its controllers see them, with the indexes they share, the time, a seeded source
 * of names and the recorder of events.
 *
 * <p>Reading is safe from any thread; writing belongs to the thread of the cluster's loop, because of the names.
 */
public final class Cluster {
    private final String name;
    private final ObjectStorage storage;
    private final Clock clock;
    private final Random random;
    private final long startNanos;
    private final EventRecorder events;
    private final Index podsByController;
    private final Index podsByNode;
    private final Index replicaSetsByController;
    private final Index jobsByController;

    /** @param seed what all random parts of names come from */
    public Cluster(String name, ObjectStorage storage, Clock clock, long seed) {
        this.name = name;
        this.storage = storage;
        this.clock = clock;
        this.random = new Random(~seed); // not the sequence that the storage takes its uids from
        this.startNanos = clock.millis() * 1_000_000;
        this.events = new EventRecorder(this);
        this.podsByController = Index.byController(storage, Kinds.POD);
        this.podsByNode = Index.of(storage, Kinds.POD, pod -> Tree.text(pod, "spec", "nodeName"));
        this.replicaSetsByController = Index.byController(storage, Kinds.REPLICA_SET);
        this.jobsByController = Index.byController(storage, Kinds.JOB);
    }

    public String name() {
        return name;
    }

    public Instant now() {
        return clock.instant();
    }

    public EventRecorder events() {
        return events;
    }

    public ObjectStorage storage() {
        return storage;
    }

    long startNanos() {
        return startNanos;
    }

    /** A random suffix for a name. */
    public String suffix(int length) {
        return Names.suffix(random, length);
    }

    /** A uid for an object that must be referred to before it is stored. */
    public String newUid() {
        long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    public Optional<Map<String, Object>> get(ResourceType type, Key key) {
        return storage.get(type, key.namespace(), key.name());
    }

    public Optional<Map<String, Object>> get(ResourceType type, String namespace, String objectName) {
        return storage.get(type, namespace, objectName);
    }

    /** All objects of the type, in all namespaces. */
    public List<Map<String, Object>> list(ResourceType type) {
        return storage.list(type, null);
    }

    public List<Map<String, Object>> list(ResourceType type, String namespace) {
        return storage.list(type, namespace);
    }

    public List<Map<String, Object>> podsOf(Map<String, Object> controller) {
        return podsByController.get(Meta.uid(controller));
    }

    /** The pods whose managing owner has this uid. */
    public List<Map<String, Object>> podsOfUid(String owner) {
        return podsByController.get(owner);
    }

    public List<Map<String, Object>> podsOnNode(String node) {
        return podsByNode.get(node);
    }

    public List<Map<String, Object>> replicaSetsOf(Map<String, Object> deployment) {
        return replicaSetsByController.get(Meta.uid(deployment));
    }

    public List<Map<String, Object>> jobsOf(Map<String, Object> cronJob) {
        return jobsByController.get(Meta.uid(cronJob));
    }

    public Map<String, Object> create(ResourceType type, Map<String, Object> object) {
        return storage.create(type, object);
    }

    /** Changes the object, which is a copy, and stores it; none if the object is gone. */
    public Optional<Map<String, Object>> change(
            ResourceType type, String namespace, String objectName, Consumer<Map<String, Object>> change) {
        try {
            return Optional.of(storage.update(type, namespace, objectName, object -> changed(object, change)));
        } catch (StatusException e) {
            if (e.code() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public Optional<Map<String, Object>> change(
            ResourceType type, Map<String, Object> object, Consumer<Map<String, Object>> change) {
        return change(type, Meta.namespace(object), Meta.name(object), change);
    }

    /** Changes the status alone; none if the object is gone. */
    public Optional<Map<String, Object>> changeStatus(
            ResourceType type, Map<String, Object> object, Consumer<Map<String, Object>> change) {
        try {
            return Optional.of(storage.updateStatus(
                    type, Meta.namespace(object), Meta.name(object), present -> changed(present, change)));
        } catch (StatusException e) {
            if (e.code() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Asks for deletion; nothing happens if the object is gone. */
    public void delete(ResourceType type, Map<String, Object> object, Deletion deletion) {
        try {
            storage.delete(type, Meta.namespace(object), Meta.name(object), deletion);
        } catch (StatusException e) {
            if (e.code() != 404) {
                throw e;
            }
        }
    }

    private static Map<String, Object> changed(Map<String, Object> object, Consumer<Map<String, Object>> change) {
        change.accept(object); // a copy already
        return object;
    }

    /** An owner reference to an object that manages others. */
    public static Map<String, Object> ownerReference(Map<String, Object> owner) {
        return Tree.of(
                "apiVersion", Tree.text(owner, "apiVersion"),
                "kind", Tree.text(owner, "kind"),
                "name", Meta.name(owner),
                "uid", Meta.uid(owner),
                "controller", true,
                "blockOwnerDeletion", true);
    }
}
