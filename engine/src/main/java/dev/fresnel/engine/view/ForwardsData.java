package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ports of this machine that lead into clusters.
 *
 * @param problem why they are not remembered, else null
 */
public record ForwardsData(List<Forward> forwards, @Nullable String problem) implements ViewData {

    /**
     * One of them.
     *
     * @param port as the object numbers it
     * @param localPort of this machine; 0 until any free one has been taken
     * @param target the pod that was connected to last, or null
     * @param connections that are open now
     * @param total connections there ever were
     * @param problem what went wrong last, where nothing went well since
     */
    public record Forward(
            int id,
            ObjectRef ref,
            int port,
            int localPort,
            State state,
            @Nullable ObjectRef target,
            int connections,
            long total,
            @Nullable Phrase problem,
            @Nullable String detail) {}

    /** Whether it can be connected to. */
    public enum State {
        OPEN,
        STOPPED,
        FAILED
    }
}
