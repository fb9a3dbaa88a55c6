package dev.fresnel.simulator.kubelet.machine.command;

import dev.fresnel.simulator.kubelet.machine.Task;
import dev.fresnel.simulator.kubelet.machine.file.FileProblemException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What many programs read: the files that they are given, or standard input. */
final class Inputs {

    private static final int LONGEST_LINE = 1 << 20;

    private Inputs() {}

    /** Does something with one input. */
    @FunctionalInterface
    interface Reading {
        void read(String name, InputStream in) throws IOException, InterruptedException;
    }

    /** Reads each; one that cannot be read is complained about, and 1 is returned. */
    static int each(Task task, List<String> names, Reading reading) throws IOException, InterruptedException {
        int code = 0;
        for (String name : names.isEmpty() ? List.of("-") : names) {
            if (name.equals("-")) {
                reading.read(name, task.in());
                continue;
            }
            try (InputStream in = task.files().read(task.path(name))) {
                reading.read(name, in);
            } catch (FileProblemException e) {
                task.complain(name + ": " + e.getMessage());
                code = 1;
            }
        }
        return code;
    }

    /** The next line without its end; null when there is none. Only what is buffered beforehand is read ahead. */
    static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() == LONGEST_LINE) {
                throw new FileProblemException("line too long");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    static InputStream buffered(InputStream in) {
        return new BufferedInputStream(in);
    }
}
