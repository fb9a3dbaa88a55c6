package dev.fresnel.engine.cluster;

import dev.fresnel.engine.pack.RowShape;
import dev.fresnel.kube.discovery.Kind;
import org.jspecify.annotations.Nullable;

/** How rows of kinds are made, which must be asked of the server for kinds that no pack knows. Thread-safe; never waits. */
interface RowShapes {

    /**
     * The shape of a kind's rows.
     *
     * @param known called once, by another thread, when a shape that was not known has become so
     * @return null while the server is asked for it
     */
    @Nullable
    RowShape of(Kind kind, Runnable known);

    /** Nothing of that kind is shown any more: its shape is asked for anew next time. */
    default void forget(Kind kind) {}
}
