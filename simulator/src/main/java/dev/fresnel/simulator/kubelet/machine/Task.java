package dev.fresnel.simulator.kubelet.machine;

import dev.fresnel.simulator.kubelet.machine.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process, as its program sees it. Used by one thread.
 *
 * @param arguments the first is the program's name
 * @param environment its own copy
 * @param folder where it is
 * @param terminal that it was started from; null if from none
 * @param depth how many processes it descends from
 */
public record Task(
        Machine machine,
        List<String> arguments,
        Map<String, String> environment,
        String folder,
        InputStream in,
        OutputStream out,
        OutputStream err,
        @Nullable Terminal terminal,
        int depth) {

    public Task {
        arguments = List.copyOf(arguments);
        environment = new LinkedHashMap<>(environment);
    }

    /** A child with other arguments and everything else the same. */
    public Task child(List<String> others) {
        return new Task(machine, others, environment, folder, in, out, err, terminal, depth + 1);
    }

    public Task in(String other) {
        return new Task(machine, arguments, environment, other, in, out, err, terminal, depth);
    }

    public Task with(InputStream newIn, OutputStream newOut, OutputStream newErr) {
        return new Task(machine, arguments, environment, folder, newIn, newOut, newErr, terminal, depth);
    }

    public String name() {
        return arguments.getFirst();
    }

    /** The arguments after the name. */
    public List<String> operands() {
        return arguments.subList(1, arguments.size());
    }

    public FileTree files() {
        return machine.files();
    }

    /** A path that it was given, made absolute. */
    public String path(String given) {
        return FileTree.absolute(folder, given);
    }

    public void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a line of complaint, after the program's name. */
    public void complain(String why) throws IOException {
        err.write((name() + ": " + why + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
