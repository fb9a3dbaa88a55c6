package dev.fresnel.engine.store;

import dev.fresnel.kube.watch.ReflectorState;

/** Told of each change of a Store, in order, by the thread that made it: answer quickly, leave the work to another. */
public interface StoreListener {

    /**
     * A batch of changes can be read.
     *
     * @param before what could be read until now; {@code now.changesSince(before)} tells what differs
     * @param now what can be read from now on
     */
    void published(StoreSnapshot before, StoreSnapshot now);

    /** The Reflector's state changed. May come from another thread than the rest. */
    default void stateChanged(ReflectorState state) {}
}
