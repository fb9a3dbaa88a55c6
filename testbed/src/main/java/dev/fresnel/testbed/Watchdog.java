package dev.fresnel.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;

/**
 * Ends the parts when this JVM is gone without having ended them, because it crashed or was killed itself. A shell
 * holds the process numbers and reads from a pipe; when the pipe closes, whatever the reason, it kills those
 * processes. Thread-safe.
 */
final class Watchdog implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=' '
            while read -r verb pid; do
              case $verb in
                guard) pids="$pids$pid " ;;
                forget) pids="${pids%%" $pid "*} ${pids#*" $pid "}" ;;
              esac
            done
            kill -KILL $pids
            """;

    private final Process shell;
    private final Writer pipe;

    Watchdog() {
        try {
            shell = new ProcessBuilder("sh", "-c", SCRIPT)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            pipe = shell.outputWriter();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a shell", e);
        }
    }

    void guard(Part part) {
        say("guard " + part.pid());
    }

    /** The part has ended: its number may be given to another process. */
    void forget(Part part) {
        say("forget " + part.pid());
    }

    private synchronized void say(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The watchdog's shell is gone", e);
        }
    }

    /** Ends the parts that were not forgotten, and the watchdog. */
    @Override
    public synchronized void close() {
        try {
            pipe.close();
        } catch (IOException e) {
            shell.destroyForcibly();
        }
    }
}
