package dev.fresnel.simulator.stream;

import java.io.IOException;

/** What a session begins: a command that is executed, or the main process that is joined. */
@FunctionalInterface
public interface Command {

    /** Runs until it ends; returns the exit code. */
    int run(Standard streams) throws UnreachableException, IOException, InterruptedException;
}
