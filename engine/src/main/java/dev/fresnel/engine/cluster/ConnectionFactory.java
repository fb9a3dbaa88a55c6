package dev.fresnel.engine.cluster;

import dev.fresnel.kube.config.Context;
import java.io.IOException;
import java.time.Clock;

/** Makes {@link Connection}s; the seam to the network. */
public interface ConnectionFactory {

    /**
     * Asks a cluster what it is and what it serves.
     *
     * @param changed called, by any thread, whenever what it serves changes later
     * @throws dev.fresnel.kube.api.UnreachableException where it cannot be reached, or not as this Caller
     * @throws IOException where it answers and discovery fails; the message is a sentence
     */
    Connection connect(Context context, Runnable changed) throws IOException, InterruptedException;

    /** What connections reckon time by. */
    Clock clock();
}
