package dev.fresnel.simulator.kubelet.machine;

import java.io.IOException;

/** A program that can be run. */
@FunctionalInterface
public interface Tool {

    /** Runs to its end; returns the exit code. An interrupt ends it, and reaches it while it waits. */
    int run(Task task) throws IOException, InterruptedException;
}
