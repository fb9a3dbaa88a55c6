package dev.fresnel.simulator.kubelet.machine.shell;

import dev.fresnel.simulator.kubelet.machine.file.DataFile;
import dev.fresnel.simulator.kubelet.machine.file.FileProblemException;
import dev.fresnel.simulator.kubelet.machine.file.FileTree;
import dev.fresnel.simulator.kubelet.machine.file.Folder;
import dev.fresnel.simulator.kubelet.machine.file.Link;
import dev.fresnel.simulator.kubelet.machine.file.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands that a shell does itself, because they change it. */
final class Builtins {

    private static final Map<String, Builtin> ALL = Map.ofEntries(
            Map.entry(":", (_, _, _) -> 0),
            Map.entry("true", (_, _, _) -> 0),
            Map.entry("false", (_, _, _) -> 1),
            Map.entry("cd", Builtins::cd),
            Map.entry("pwd", (shell, _, with) -> print(with, shell.folder() + "\n")),
            Map.entry("exit", (shell, words, _) -> exit(shell, words, ShellExit.What.SHELL)),
            Map.entry("return", (shell, words, _) -> exit(shell, words, ShellExit.What.SHELL)),
            Map.entry("logout", (shell, words, _) -> exit(shell, words, ShellExit.What.SHELL)),
            Map.entry("break", (shell, words, _) -> exit(shell, words, ShellExit.What.LOOP)),
            Map.entry("continue", (shell, words, _) -> exit(shell, words, ShellExit.What.ROUND)),
            Map.entry("export", Builtins::export),
            Map.entry("unset", (shell, words, _) -> {
                words.subList(1, words.size()).forEach(shell::unset);
                return 0;
            }),
            Map.entry("set", Builtins::set),
            Map.entry("shift", (shell, words, _) -> {
                shell.shift(words.size() > 1 && words.get(1).matches("\\d{1,4}") ? Integer.parseInt(words.get(1)) : 1);
                return 0;
            }),
            Map.entry("exec", Builtins::exec),
            Map.entry(
                    "eval",
                    (shell, words, with) -> shell.evaluate(String.join(" ", words.subList(1, words.size())), with)),
            Map.entry(".", Builtins::source),
            Map.entry("source", Builtins::source),
            Map.entry("read", Builtins::read),
            Map.entry("wait", (_, _, _) -> 0),
            Map.entry("trap", (_, _, _) -> 0),
            Map.entry("type", Builtins::type),
            Map.entry("command", Builtins::command),
            Map.entry("test", (shell, words, _) -> test(shell, words.subList(1, words.size()))),
            Map.entry("[", (shell, words, with) -> {
                if (!words.getLast().equals("]")) {
                    return complain(with, "[: missing ]", 2);
                }
                return test(shell, words.subList(1, words.size() - 1));
            }));

    private Builtins() {}

    /** One of them. */
    @FunctionalInterface
    interface Builtin {
        int run(Shell shell, List<String> words, Shell.Streams with) throws IOException, InterruptedException;
    }

    static @Nullable Builtin find(String name) {
        return ALL.get(name);
    }

    private static int print(Shell.Streams with, String text) throws IOException {
        with.out().write(text.getBytes(StandardCharsets.UTF_8));
        return 0;
    }

    private static int complain(Shell.Streams with, String text, int code) throws IOException {
        with.err().write((text + "\n").getBytes(StandardCharsets.UTF_8));
        return code;
    }

    private static int cd(Shell shell, List<String> words, Shell.Streams with) throws IOException {
        String given = words.size() > 1 ? words.get(1) : shell.value("HOME");
        String path = given.equals("-") ? shell.value("OLDPWD") : given;
        try {
            shell.enter(FileTree.absolute(shell.folder(), path.isEmpty() ? "/" : path));
            return 0;
        } catch (FileProblemException e) {
            return complain(with, shell.task().name() + ": cd: can't cd to " + given + ": " + e.getMessage(), 1);
        }
    }

    private static int exit(Shell shell, List<String> words, ShellExit.What what) {
        boolean coded = words.size() > 1 && words.get(1).matches("\\d{1,9}") && what == ShellExit.What.SHELL;
        throw new ShellExit(what, coded ? Integer.parseInt(words.get(1)) & 0xff : shell.lastCode());
    }

    private static int export(Shell shell, List<String> words, Shell.Streams with) throws IOException {
        if (words.size() == 1) {
            for (Map.Entry<String, String> entry : shell.exported().entrySet()) {
                print(with, "export " + entry.getKey() + "='" + entry.getValue() + "'\n");
            }
        }
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals >= 0) {
                shell.set(name, word.substring(equals + 1));
            }
            shell.export(name);
        }
        return 0;
    }

    private static int set(Shell shell, List<String> words, Shell.Streams with) throws IOException {
        if (words.size() == 1) {
            for (Map.Entry<String, String> entry : shell.all().entrySet()) {
                print(with, entry.getKey() + "='" + entry.getValue() + "'\n");
            }
        } else if (words.get(1).equals("--")) {
            shell.arguments(words.subList(2, words.size()));
        }
        return 0;
    }

    private static int exec(Shell shell, List<String> words, Shell.Streams with)
            throws IOException, InterruptedException {
        if (words.size() == 1) {
            return 0;
        }
        throw new ShellExit(ShellExit.What.SHELL, shell.runCommand(words.subList(1, words.size()), with));
    }

    private static int source(Shell shell, List<String> words, Shell.Streams with)
            throws IOException, InterruptedException {
        if (words.size() < 2) {
            return complain(with, words.getFirst() + ": filename argument required", 2);
        }
        byte[] script = shell.files().readAll(FileTree.absolute(shell.folder(), words.get(1)));
        return shell.evaluate(new String(script, StandardCharsets.UTF_8), with);
    }

    private static int read(Shell shell, List<String> words, Shell.Streams with) throws IOException {
        String line = ShellTool.readLine(with.in());
        List<String> names =
                words.stream().skip(1).filter(word -> !word.startsWith("-")).toList();
        String rest = line == null ? "" : line.strip();
        for (int i = 0; i < names.size(); i++) {
            String[] parts = i == names.size() - 1 ? new String[] {rest} : rest.split("\\s+", 2);
            shell.set(names.get(i), parts[0]);
            rest = parts.length > 1 ? parts[1] : "";
        }
        return line == null ? 1 : 0;
    }

    private static int type(Shell shell, List<String> words, Shell.Streams with) throws IOException {
        int code = 0;
        for (String word : words.subList(1, words.size())) {
            String path = find(shell, word);
            if (find(word) != null) {
                print(with, word + " is a shell builtin\n");
            } else if (path != null) {
                print(with, word + " is " + path + "\n");
            } else {
                code = complain(with, word + ": not found", 127);
            }
        }
        return code;
    }

    private static int command(Shell shell, List<String> words, Shell.Streams with)
            throws IOException, InterruptedException {
        if (words.size() > 2 && words.get(1).equals("-v")) {
            String path = find(words.get(2)) != null ? words.get(2) : find(shell, words.get(2));
            return path == null ? 127 : print(with, path + "\n");
        }
        return words.size() == 1 ? 0 : shell.runCommand(words.subList(1, words.size()), with);
    }

    private static @Nullable String find(Shell shell, String name) {
        for (String place : shell.value("PATH").split(":", -1)) {
            String path = FileTree.absolute(shell.folder(), place + "/" + name);
            if (shell.files().find(path) instanceof DataFile file && file.isExecutable()) {
                return path;
            }
        }
        return null;
    }

    private static int test(Shell shell, List<String> words) {
        return holds(shell, words) ? 0 : 1;
    }

    private static boolean holds(Shell shell, List<String> words) {
        int or = words.lastIndexOf("-o");
        if (or > 0 && words.size() > 3) {
            return holds(shell, words.subList(0, or)) || holds(shell, words.subList(or + 1, words.size()));
        }
        int and = words.lastIndexOf("-a");
        if (and > 0 && words.size() > 3) {
            return holds(shell, words.subList(0, and)) && holds(shell, words.subList(and + 1, words.size()));
        }
        if (!words.isEmpty() && words.getFirst().equals("!")) {
            return !holds(shell, words.subList(1, words.size()));
        }
        return switch (words.size()) {
            case 0 -> false;
            case 1 -> !words.getFirst().isEmpty();
            case 2 -> holds(shell, words.getFirst(), words.get(1));
            default -> compares(words.getFirst(), words.get(1), words.get(2));
        };
    }

    private static boolean holds(Shell shell, String what, String text) {
        String path = FileTree.absolute(shell.folder(), text);
        Node node = shell.files().find(path);
        return switch (what) {
            case "-z" -> text.isEmpty();
            case "-n" -> !text.isEmpty();
            case "-e" -> node != null;
            case "-f" -> node != null && node.letter() == '-';
            case "-d" -> node instanceof Folder;
            case "-L", "-h" -> shell.files().findItself(path) instanceof Link;
            case "-x" -> node != null && node.isExecutable();
            case "-r", "-w" -> node != null;
            case "-s" -> node != null && node.size() > 0;
            case "-t" -> shell.task().terminal() != null;
            default -> false;
        };
    }

    private static boolean compares(String left, String operator, String right) {
        if (operator.equals("=") || operator.equals("==")) {
            return left.equals(right);
        }
        if (operator.equals("!=")) {
            return !left.equals(right);
        }
        try {
            long a = Long.parseLong(left);
            long b = Long.parseLong(right);
            return switch (operator) {
                case "-eq" -> a == b;
                case "-ne" -> a != b;
                case "-lt" -> a < b;
                case "-le" -> a <= b;
                case "-gt" -> a > b;
                case "-ge" -> a >= b;
                default -> false;
            };
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
