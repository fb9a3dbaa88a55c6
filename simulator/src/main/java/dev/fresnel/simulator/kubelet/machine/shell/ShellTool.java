package dev.fresnel.simulator.kubelet.machine.shell;

import dev.fresnel.simulator.kubelet.machine.Task;
import dev.fresnel.simulator.kubelet.machine.Terminal;
import dev.fresnel.simulator.kubelet.machine.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sh}: runs what {@code -c} says, a script, or what comes on standard input, with a prompt at a terminal. */
public final class ShellTool implements Tool {

    private static final int LONGEST_LINE = 1 << 20;

    @Override
    public int run(Task task) throws IOException, InterruptedException {
        List<String> operands = task.operands();
        int options = 0;
        boolean command = false;
        while (options < operands.size() && operands.get(options).matches("-[a-z]+|--login|-")) {
            command |= operands.get(options).matches("-[a-z]*c");
            options++;
        }
        List<String> rest = operands.subList(options, operands.size());
        try {
            if (command) {
                if (rest.isEmpty()) {
                    task.complain("-c requires an argument");
                    return 2;
                }
                return new Shell(
                                task,
                                rest.size() > 1 ? rest.get(1) : task.name(),
                                rest.subList(Math.min(2, rest.size()), rest.size()))
                        .runAll(rest.getFirst());
            }
            if (!rest.isEmpty()) {
                String script = new String(task.files().readAll(task.path(rest.getFirst())), StandardCharsets.UTF_8);
                return new Shell(task, rest.getFirst(), rest.subList(1, rest.size())).runAll(script);
            }
            return converse(task, new Shell(task, task.name(), List.of()));
        } catch (ShellExit exit) {
            return exit.code();
        } catch (dev.fresnel.simulator.kubelet.machine.file.FileProblemException e) {
            task.complain("can't open '" + (rest.isEmpty() ? "" : rest.getFirst()) + "': " + e.getMessage());
            return 2;
        }
    }

    private static int converse(Task task, Shell shell) throws IOException, InterruptedException {
        Terminal terminal = task.terminal();
        StringBuilder script = new StringBuilder();
        while (true) {
            try {
                if (terminal != null) {
                    terminal.ask(script.isEmpty() ? shell.prompt() : "> ");
                }
                String line = readLine(task.in());
                if (line == null) {
                    if (terminal != null) {
                        task.print("exit\n");
                    }
                    return script.isEmpty() ? shell.lastCode() : shell.runAll(script.toString());
                }
                script.append(line).append('\n');
                if (shell.run(script.toString(), true)) {
                    script.setLength(0);
                }
            } catch (InterruptedException | InterruptedIOException e) {
                if (terminal == null || task.machine().isEnded()) {
                    throw e;
                }
                // Ctrl-C: what ran has ended, the shell has not
                script.setLength(0);
                shell.interrupted();
            } catch (ShellExit exit) {
                if (exit.what() == ShellExit.What.SHELL) {
                    return exit.code();
                }
                script.setLength(0);
            }
        }
    }

    /** Byte by byte, because what follows may be for the command in this line. */
    static @Nullable String readLine(InputStream in) throws IOException {
        java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("line too long");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
