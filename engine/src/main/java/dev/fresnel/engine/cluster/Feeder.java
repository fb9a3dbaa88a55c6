package dev.fresnel.engine.cluster;

import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.kube.watch.ObjectSink;
import dev.fresnel.kube.wire.PathTrie;

/** Starts Reflectors; the seam between Stores and the network. */
public interface Feeder {

    /**
     * Starts to list and watch.
     *
     * @param paths what rows need of each object
     * @param sink gets what is read, until the answer is closed
     */
    Feed feed(Kind kind, Scope scope, PathTrie paths, ObjectSink sink);

    /** A Reflector that runs. */
    interface Feed extends AutoCloseable {

        /** Tries again now, where it waits to. */
        void retry();

        @Override
        void close();
    }
}
