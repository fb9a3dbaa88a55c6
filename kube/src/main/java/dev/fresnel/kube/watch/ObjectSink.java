package dev.fresnel.kube.watch;

import dev.fresnel.kube.wire.ReadObject;

/**
 * Where a Reflector puts what it reads. All calls come from the Reflector's one thread, in order.
 *
 * <pre>
 *   listStarted  (upsert | delete)*  listComplete  settled  (upsert | delete | settled)*  [listStarted … after a gap]
 * </pre>
 */
public interface ObjectSink {

    /**
     * A list begins, the first or one after a gap. What is held stays; objects that are not upserted before
     * {@link #listComplete} are gone and are removed then. A list that breaks off is followed by another {@code
     * listStarted}, from which the counting begins anew.
     */
    void listStarted();

    /** The object is there, new or changed or (during a list) unchanged. */
    void upsert(ReadObject object);

    /** The object was deleted; during a list too, where it went while the list was read. */
    void delete(String namespace, String name, String uid);

    /** All objects of the list have been given: those held and not given are gone. */
    void listComplete();

    /** Nothing more is waiting on the wire at this moment: a good time to publish what has been given. */
    void settled();

    /** The Reflector's state changed. May come from another thread than the rest. */
    void state(ReflectorState state);
}
