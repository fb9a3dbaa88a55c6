package dev.fresnel.bench.logs;

import dev.fresnel.bench.rig.Target;
import java.io.IOException;

/** A Deployment {@value #NAME} in {@value #NAMESPACE} whose pods write lines with numbers from 0 on once they are told to. */
interface LoudPods extends AutoCloseable {

    String NAME = "loud";
    String NAMESPACE = "shop";

    /** The cluster they are in. */
    Target target();

    /** They write from now on. */
    void begin() throws IOException;

    /** They write no more; returns how many lines each of them has written. */
    long end() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
