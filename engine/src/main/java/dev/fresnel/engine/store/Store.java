package dev.fresnel.engine.store;

import dev.fresnel.engine.pack.RowShape;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.watch.ObjectSink;
import dev.fresnel.kube.watch.ReflectorState;
import dev.fresnel.kube.wire.ReadObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The current objects of one Reflector: a {@link Row} each, and the object itself, compressed.
 *
 * <pre>
 *   Reflector ──upsert, delete──► {@link Slots} (rows, bodies, indexes)    one thread at a time
 *                                    │ publish: settled, list complete, every 100 ms of a list
 *                                    ▼
 *                                 {@link StoreSnapshot}  ──► any number of readers, who never wait
 *                                    │
 *                                    └──► listeners: (before, now)
 * </pre>
 *
 * During a list after a gap what was held stays; an object whose {@code resourceVersion} did not change keeps its very Row,
 * and those that the list did not name are removed at its end. Bodies of Secrets are never kept, whatever is handed in.
 *
 * <p>Thread-safe: writing is guarded by one lock, which readers never take.
 */
public final class Store implements ObjectSink, AutoCloseable {

    /** During a list, rows read so far are published this often, in milliseconds. */
    private static final long PUBLISH_EVERY = 100;
    /** With so many objects a dictionary is trained. */
    static final int SAMPLES = 1_000;

    /** A few milliseconds' worth. */
    private static final int REVIEWED_AT_ONCE = 64;

    /** Ids are given once in a process, so that rows of several Stores can stand in one table. */
    private static final AtomicLong IDS = new AtomicLong();

    private final String cluster;
    private final Kind kind;
    private final RowShape shape;
    private final InstantSource clock;
    private final Executor trainer;
    private final boolean keepsBodies;
    private final RowReader reader;
    private final Bodies packing = new Bodies();
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();

    private final Object writing = new Object();
    private final Slots slots = new Slots();
    /** Slots that the list being read has named. */
    private final BitSet named = new BitSet();

    private boolean listing;
    private boolean complete;
    private boolean changed;
    private boolean training;
    private boolean closed;
    private long publishedAt;

    private volatile StoreSnapshot snapshot;
    private final RowsByName byName;
    private volatile ReflectorState state = new ReflectorState.Connecting();
    private volatile ReflectorState.@Nullable Stale gap;
    private volatile ReflectorState.@Nullable Stale doubt;

    /**
     * @param cluster the Cluster's name, as rows carry it
     * @param kind what is held
     * @param shape how objects become rows
     * @param clock for publishing during long lists
     * @param trainer runs the training of a dictionary, which takes some tenths of a second, once
     */
    public Store(String cluster, Kind kind, RowShape shape, InstantSource clock, Executor trainer) {
        this.cluster = cluster;
        this.kind = kind;
        this.shape = shape;
        this.clock = clock;
        this.trainer = trainer;
        this.keepsBodies = !kind.resource().equals("secrets");
        this.reader = new RowReader(cluster, shape);
        this.snapshot = slots.freeze(0, false, packing);
        this.byName = new RowsByName(this::snapshot);
    }

    /** The Cluster's name. */
    public String cluster() {
        return cluster;
    }

    /** What is held. */
    public Kind kind() {
        return kind;
    }

    /** How rows are made. */
    public RowShape shape() {
        return shape;
    }

    /** What can be read now. */
    public StoreSnapshot snapshot() {
        return snapshot;
    }

    /**
     * What can be read now, in the order of names. The first who asks waits for a sort (some tens of milliseconds at
     * 100,000 rows), later ones for what has changed since.
     */
    public NameOrder.Sorted byName() {
        return byName.now();
    }

    /** What the Reflector does, and so how far the snapshot can be believed. */
    public ReflectorState state() {
        ReflectorState.Stale doubted = doubt;
        return doubted != null && state instanceof ReflectorState.Live ? doubted : state;
    }

    /**
     * The server has gone silent, and its Reflector cannot know yet whether it only has nothing to say: what would be live is
     * stale until {@link #trust}, or until the Reflector says something new.
     */
    public void doubt(ReflectorState.Stale why) {
        if (doubt == null) {
            doubt = why;
            tell();
        }
    }

    /** The server speaks. */
    public void trust() {
        if (doubt != null) {
            doubt = null;
            tell();
        }
    }

    /**
     * How the Reflector lost touch, until it is live again: while it lists anew, what is held is still as of then. Null where
     * it never did, or has caught up.
     */
    public ReflectorState.@Nullable Stale gap() {
        return gap;
    }

    /** Tells of changes from now on, until the answer is closed. */
    public Subscription subscribe(StoreListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void listStarted() {
        synchronized (writing) {
            listing = true;
            named.clear();
            publishedAt = clock.millis();
        }
    }

    @Override
    public void upsert(ReadObject object) {
        synchronized (writing) {
            if (closed) {
                return;
            }
            int slot = slotOf(object);
            if (slot < 0 || !unchanged(slots.row(slot), object)) {
                slot = put(slot, object);
                changed = true;
                trainWhenDue();
            }
            named.set(slot);
            if (listing && clock.millis() - publishedAt >= PUBLISH_EVERY) {
                publish();
            }
        }
    }

    @Override
    public void delete(String namespace, String name, String uid) {
        synchronized (writing) {
            int slot = uid.isEmpty() ? slots.byName(namespace, name) : slots.byUid(uid);
            if (slot >= 0) {
                remove(slot);
            }
        }
    }

    @Override
    public void listComplete() {
        synchronized (writing) {
            for (int slot = slots.next(0); slot >= 0; slot = slots.next(slot + 1)) {
                if (!named.get(slot)) {
                    remove(slot);
                }
            }
            listing = false;
            if (!complete) {
                complete = true;
                changed = true;
            }
            if (!training && !closed) {
                packing.expectDictionary(false);
                repack(0, Integer.MAX_VALUE);
            }
            publish();
        }
    }

    @Override
    public void settled() {
        synchronized (writing) {
            publish();
        }
    }

    @Override
    public void state(ReflectorState state) {
        this.state = state;
        doubt = null;
        if (state instanceof ReflectorState.Stale stale) {
            gap = stale;
        } else if (state instanceof ReflectorState.Live) {
            gap = null;
        }
        tell();
    }

    private void tell() {
        ReflectorState now = state();
        listeners.forEach(listener -> listener.stateChanged(now));
    }

    /**
     * Does what is to be done now and then. Rows in progress are shaped again: for how long something has been on its way is
     * part of how it is, and an object that hangs does not change. That goes in steps, so that the writer waits for none longer
     * than some milliseconds. And the order of names is brought up to date.
     */
    public void review() {
        for (int from = 0; from >= 0; ) {
            synchronized (writing) {
                from = closed || slots.count(Severity.PROGRESSING) == 0 ? -1 : reviewProgress(from);
            }
        }
        settled();
        byName.keepUp();
    }

    /** Reviews a few rows from that slot on. Answers where to go on, -1 at the end. */
    private int reviewProgress(int from) {
        int left = REVIEWED_AT_ONCE;
        for (int slot = slots.next(from); slot >= 0; slot = slots.next(slot + 1)) {
            Row row = slots.row(slot);
            byte[] packed = row.severity() == Severity.PROGRESSING ? slots.body(slot) : null;
            if (packed == null) {
                continue;
            }
            if (left-- == 0) {
                return slot;
            }
            Map<String, Object> tree = WholeObjects.tree(kind, packing.unpack(packed), row);
            Row now = tree == null ? row : reader.again(row, tree);
            if (!now.isThe(row)) {
                slots.replace(slot, now, packed);
                changed = true;
            }
        }
        return -1;
    }

    /** Frees what writing needs, when the Reflector has ended. What was published can still be read. */
    @Override
    public void close() {
        synchronized (writing) {
            if (!closed) {
                closed = true;
                packing.close();
            }
        }
    }

    private static boolean unchanged(Row row, ReadObject object) {
        return !object.resourceVersion().isEmpty() && row.resourceVersion().equals(object.resourceVersion());
    }

    /**
     * Where the object is held, or -1. Another object of the same name (deleted and made again while nobody watched) gives
     * way to it; objects without uid, as some aggregated APIs serve, are known by name alone.
     */
    private int slotOf(ReadObject object) {
        int slot = object.uid().isEmpty() ? -1 : slots.byUid(object.uid());
        if (slot >= 0) {
            return slot;
        }
        slot = slots.byName(object.namespace(), object.name());
        if (slot >= 0 && !slots.row(slot).uid().equals(object.uid())) {
            remove(slot);
            return -1;
        }
        return slot;
    }

    /** @param slot -1 for an object that is new */
    private int put(int slot, ReadObject object) {
        Row previous = slot < 0 ? null : slots.row(slot);
        Row row = reader.read(object, previous == null ? IDS.incrementAndGet() : previous.id(), previous);
        boolean keep = keepsBodies && object.body().length > 0;
        byte[] body = keep ? packing.pack(object.body(), object.encoding()) : null;
        if (previous == null) {
            return slots.add(row, body);
        }
        slots.replace(slot, row, body);
        return slot;
    }

    private void remove(int slot) {
        slots.remove(slot);
        named.clear(slot);
        changed = true;
    }

    private void trainWhenDue() {
        if (training || !keepsBodies || slots.size() < SAMPLES) {
            return;
        }
        training = true;
        List<byte[]> samples = new ArrayList<>();
        for (int slot = slots.next(0); slot >= 0; slot = slots.next(slot + 1)) {
            byte[] packed = slots.body(slot);
            if (packed != null) {
                samples.add(packed);
            }
        }
        if (!samples.isEmpty()) {
            trainer.execute(() -> {
                packing.train(samples);
                repackAll();
            });
        }
    }

    /** In steps, so that the writer waits for none longer than some milliseconds. */
    private void repackAll() {
        int step = 256;
        for (int from = 0; ; from += step) {
            synchronized (writing) {
                packing.expectDictionary(false);
                if (closed || slots.next(from) < 0) {
                    break;
                }
                repack(from, from + step);
            }
        }
        synchronized (writing) {
            if (!changed) {
                // Nobody needs to be told: rows are the same.
                snapshot = slots.freeze(snapshot.version(), complete, packing);
            }
        }
    }

    private void repack(int from, int to) {
        for (int slot = slots.next(from); slot >= 0 && slot < to; slot = slots.next(slot + 1)) {
            byte[] packed = slots.body(slot);
            byte[] smaller = packed == null ? null : packing.repack(packed);
            if (smaller != null) {
                slots.repacked(slot, smaller);
            }
        }
    }

    private void publish() {
        publishedAt = clock.millis();
        if (!changed) {
            return;
        }
        changed = false;
        StoreSnapshot before = snapshot;
        StoreSnapshot now = slots.freeze(before.version() + 1, complete, packing);
        snapshot = now;
        listeners.forEach(listener -> listener.published(before, now));
    }
}
