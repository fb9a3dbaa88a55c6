package dev.fresnel.kube.watch;

import dev.fresnel.kube.wire.ReadObject;

/**
 * Where a Reflector puts what it reads. All calls come from the Reflector's one thread, in order.
 *
 * <pre>
 *   listStarted  upsert*  listComplete  (upsert | delete | settled)*  [listStarted … after a gap]
 * </pre>
 */
public interface ObjectSink {

    /**
     * A list begins, the first or one after a gap. What is held stays; objects that are not upserted before
     * {@link #listComplete} are gone and are removed then.
     */
    void listStarted();

    /** The object is there, new or changed or (during a list) unchanged. */
    void upsert(ReadObject object);

    /** The object was deleted. */
    void delete(String namespace, String name, String uid);

    /** All objects of the list have been given: those held and not given are gone. */
    void listComplete();

    /** Nothing more is waiting on the wire at this moment: a good time to publish what has been given. */
    void settled();

    /** The Reflector's state changed. May come from another thread than the rest. */
    void state(ReflectorState state);
}
