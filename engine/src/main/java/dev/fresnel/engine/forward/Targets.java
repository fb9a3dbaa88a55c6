package dev.fresnel.engine.forward;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.view.ObjectRef;
import java.util.List;

/** The pods that a forward may lead to, as they come and go. Thread-safe. */
public interface Targets extends AutoCloseable {

    /**
     * A pod that runs.
     *
     * @param uid names it among those that had or will have its name
     * @param port the one that is meant, as the pod numbers it
     */
    record Target(Connection connection, ObjectRef pod, String uid, int port) {}

    /**
     * What is known now.
     *
     * @param targets the best first
     * @param all whether there are no others
     */
    record Known(List<Target> targets, boolean all) {}

    Known now();

    @Override
    void close();

    /** Finds them. */
    interface Finder {

        /** @param changed called when {@link #now} may tell something else */
        Targets find(ForwardSpec spec, Runnable changed);
    }
}
