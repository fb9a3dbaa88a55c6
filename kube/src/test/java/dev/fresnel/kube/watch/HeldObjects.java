package dev.fresnel.kube.watch;

import dev.fresnel.kube.wire.ReadObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** A sink in the plainest form: it holds what it should hold, and keeps what it was told. */
class HeldObjects implements ObjectSink {

    private final Map<String, ReadObject> held = new TreeMap<>();
    private final Set<String> inList = new HashSet<>();
    private final List<ReflectorState> states = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private boolean listing;
    private int published;

    @Override
    public synchronized void listStarted() {
        listing = true;
        inList.clear();
        told("listStarted");
    }

    @Override
    public synchronized void upsert(ReadObject object) {
        held.put(key(object.namespace(), object.name()), object);
        inList.add(key(object.namespace(), object.name()));
        told("upsert " + object.name());
    }

    @Override
    public synchronized void delete(String namespace, String name, String uid) {
        held.remove(key(namespace, name));
        told("delete " + name);
    }

    @Override
    public synchronized void listComplete() {
        if (!listing) {
            throw new IllegalStateException("no list was started");
        }
        listing = false;
        held.keySet().retainAll(inList);
        told("listComplete");
    }

    @Override
    public synchronized void settled() {
        published++;
        told("settled");
    }

    @Override
    public synchronized void state(ReflectorState state) {
        states.add(state);
        notifyAll();
    }

    private void told(String call) {
        calls.add(call);
        notifyAll();
    }

    private static String key(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** Names, with the namespace where there is one, and versions. */
    synchronized Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        held.forEach((key, object) -> versions.put(key, object.resourceVersion()));
        return versions;
    }

    synchronized List<ReadObject> objects() {
        return List.copyOf(held.values());
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized List<ReflectorState> states() {
        return List.copyOf(states);
    }

    synchronized ReflectorState state() {
        return states.getLast();
    }

    /** Waits until the latest state is of this type. */
    synchronized <T extends ReflectorState> T await(Class<T> type) throws InterruptedException {
        await(() -> !states.isEmpty() && type.isInstance(states.getLast()), "the state " + type.getSimpleName());
        return type.cast(states.getLast());
    }

    /** Waits until something holds of this; checked whenever it is told something. */
    void await(BooleanSupplier condition, String what) throws InterruptedException {
        await(condition, what, 60_000);
    }

    /** The same for so many milliseconds. */
    synchronized void await(BooleanSupplier condition, String what, long atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError(what + " never came; states " + states + ", calls "
                        + calls.subList(Math.max(0, calls.size() - 20), calls.size()));
            }
            wait(100);
        }
    }

    synchronized int published() {
        return published;
    }
}
