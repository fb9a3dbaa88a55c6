package dev.fresnel.kube.api;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The login programs that run now. A program belongs to whoever may end it, not to the thread that waits for it: that
 * thread may not get its turn any more when Fresnel is stopped. Thread-safe.
 */
final class LoginPrograms implements AutoCloseable {

    /** Guarded by this, as {@link #closed}. */
    private final Set<Process> running = new HashSet<>();

    private boolean closed;

    /** Starts one, unless all have been ended for good. While it starts, {@link #close} waits, so that none slips by. */
    synchronized Process start(ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IOException("Fresnel is stopping");
        }
        Process process = builder.start();
        running.add(process);
        return process;
    }

    /** Ends one, with all it started. */
    synchronized void end(Process process) {
        running.remove(process);
        endAll(process.toHandle());
    }

    /** From the top, or a shell would go on with its next line when what it waits for is ended. */
    private static void endAll(ProcessHandle program) {
        List<ProcessHandle> started = program.children().toList();
        program.destroyForcibly();
        started.forEach(LoginPrograms::endAll);
    }

    /** Ends all that run; none is started from now on. */
    @Override
    public synchronized void close() {
        closed = true;
        running.forEach(process -> endAll(process.toHandle()));
        running.clear();
    }
}
