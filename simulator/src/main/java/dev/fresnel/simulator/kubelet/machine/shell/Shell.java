package dev.fresnel.simulator.kubelet.machine.shell;

import dev.fresnel.simulator.kubelet.machine.Machine;
import dev.fresnel.simulator.kubelet.machine.Task;
import dev.fresnel.simulator.kubelet.machine.file.FileProblemException;
import dev.fresnel.simulator.kubelet.machine.file.FileTree;
import dev.fresnel.simulator.kubelet.machine.shell.Syntax.Redirect;
import dev.fresnel.simulator.stream.pipe.Pipe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what a script says. Its variables and its folder change as it goes. Used by one thread. */
final class Shell {

    private static final int MOST_CAPTURED = 4 << 20;
    private static final int INTERRUPTED = 130;

    private final Task task;
    private final String scriptName;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> exported;
    private List<String> arguments;
    private String folder;
    private Streams streams;
    private int lastCode;

    /** What commands read and write at present. */
    record Streams(InputStream in, OutputStream out, OutputStream err) {}

    Shell(Task task, String scriptName, List<String> arguments) {
        this.task = task;
        this.scriptName = scriptName;
        this.arguments = List.copyOf(arguments);
        this.exported = new LinkedHashMap<>(task.environment());
        this.folder = task.folder();
        this.streams = new Streams(task.in(), task.out(), task.err());
    }

    /** A subshell: what it changes is its own. */
    private Shell(Shell parent, Streams streams) {
        this(parent.task, parent.scriptName, parent.arguments);
        variables.putAll(parent.variables);
        exported.clear();
        exported.putAll(parent.exported);
        folder = parent.folder;
        lastCode = parent.lastCode;
        this.streams = streams;
    }

    // --- what words ask of it

    FileTree files() {
        return task.files();
    }

    String folder() {
        return folder;
    }

    List<String> arguments() {
        return arguments;
    }

    /** A variable or special parameter; {@code ""} where it is not set. */
    String value(String name) {
        return switch (name) {
            case "?" -> Integer.toString(lastCode);
            case "$" -> "1";
            case "#" -> Integer.toString(arguments.size());
            case "@", "*" -> String.join(" ", arguments);
            case "0" -> scriptName;
            case "!", "-" -> "";
            default ->
                name.matches("[0-9]+")
                        ? Integer.parseInt(name) <= arguments.size() ? arguments.get(Integer.parseInt(name) - 1) : ""
                        : variables.getOrDefault(name, exported.getOrDefault(name, ""));
        };
    }

    boolean isSet(String name) {
        return variables.containsKey(name)
                || exported.containsKey(name)
                || !value(name).isEmpty();
    }

    long number(String name) {
        try {
            return Long.parseLong(value(name).strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    void set(String name, String value) {
        (exported.containsKey(name) ? exported : variables).put(name, value);
    }

    void export(String name) {
        exported.put(name, value(name));
        variables.remove(name);
    }

    void unset(String name) {
        variables.remove(name);
        exported.remove(name);
    }

    void shift(int by) {
        arguments = arguments.subList(Math.min(by, arguments.size()), arguments.size());
    }

    void arguments(List<String> others) {
        arguments = List.copyOf(others);
    }

    /** All variables that are set, exported or not. */
    Map<String, String> all() {
        Map<String, String> all = new java.util.TreeMap<>(exported);
        all.putAll(variables);
        return all;
    }

    Map<String, String> exported() {
        return exported;
    }

    void enter(String path) throws IOException {
        task.files().children(path);
        exported.put("OLDPWD", folder);
        exported.put("PWD", path);
        folder = path;
    }

    /** What a script prints, without the line breaks at its end. */
    String capture(String script) throws IOException, InterruptedException, SyntaxException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                if (size() + length <= MOST_CAPTURED) {
                    super.write(bytes, offset, length);
                }
            }
        };
        Shell inner = new Shell(deeper(), scriptName, arguments);
        inner.variables.putAll(variables);
        inner.exported.putAll(exported);
        inner.folder = folder;
        inner.streams = new Streams(streams.in(), printed, streams.err());
        lastCode = inner.runAll(script);
        return printed.toString(StandardCharsets.UTF_8).replaceFirst("\n+$", "");
    }

    private Task deeper() throws FileProblemException {
        Task deeper = task.child(task.arguments());
        if (deeper.depth() > 40) {
            throw new FileProblemException("can't fork: Resource temporarily unavailable");
        }
        return deeper;
    }

    // --- running

    int lastCode() {
        return lastCode;
    }

    void interrupted() {
        lastCode = INTERRUPTED;
    }

    String prompt() {
        String home = value("HOME");
        String shown = folder.equals(home) ? "~" : folder;
        String sign = task.machine().user() == 0 ? "# " : "$ ";
        return task.name().endsWith("bash")
                ? task.machine().userName() + "@" + task.machine().hostname() + ":" + shown + sign
                : shown + " " + sign;
    }

    /** Runs a whole script, and returns its exit code. */
    int runAll(String script) throws IOException, InterruptedException {
        try {
            run(script, false);
        } catch (ShellExit exit) {
            lastCode = exit.code();
        }
        return lastCode;
    }

    /** Runs what has been read, unless it {@code mayGoOn} and is not complete; then returns false. */
    boolean run(String script, boolean mayGoOn) throws IOException, InterruptedException {
        Syntax syntax;
        try {
            syntax = Parser.read(script);
        } catch (SyntaxException e) {
            if (mayGoOn && e.isIncomplete()) {
                return false;
            }
            complain(String.valueOf(e.getMessage()));
            lastCode = 2;
            return true;
        }
        lastCode = run(syntax);
        return true;
    }

    private void complain(String why) throws IOException {
        streams.err().write((task.name() + ": " + why + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private int run(Syntax syntax) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        lastCode = switch (syntax) {
            case Syntax.Simple simple -> simple(simple);
            case Syntax.Pipeline pipeline -> pipeline(pipeline);
            case Syntax.AndOr both -> {
                int left = run(both.left());
                yield (left == 0) == both.and() ? run(both.right()) : left;
            }
            case Syntax.Sequence sequence -> {
                int code = 0;
                for (Syntax part : sequence.parts()) {
                    code = run(part);
                }
                yield code;
            }
            case Syntax.Background background -> {
                Shell beside =
                        new Shell(this, new Streams(InputStream.nullInputStream(), streams.out(), streams.err()));
                task.machine().beside(() -> beside.runBeside(background.what()));
                yield 0;
            }
            case Syntax.If condition -> {
                Syntax otherwise = condition.otherwise();
                yield run(condition.condition()) == 0 ? run(condition.then()) : otherwise == null ? 0 : run(otherwise);
            }
            case Syntax.Loop loop -> loop(loop);
            case Syntax.For loop -> loop(loop);
            case Syntax.Group group -> group(group);
        };
        return lastCode;
    }

    private int loop(Syntax.Loop loop) throws IOException, InterruptedException {
        int code = 0;
        while ((run(loop.condition()) == 0) != loop.until()) {
            try {
                code = run(loop.body());
            } catch (ShellExit exit) {
                if (exit.what() == ShellExit.What.SHELL) {
                    throw exit;
                } else if (exit.what() == ShellExit.What.LOOP) {
                    return 0;
                }
            }
        }
        return code;
    }

    private int loop(Syntax.For loop) throws IOException, InterruptedException {
        List<String> given = loop.words();
        List<String> values = given == null ? arguments : expand(given);
        if (values == null) {
            return 1;
        }
        int code = 0;
        for (String value : values) {
            set(loop.name(), value);
            try {
                code = run(loop.body());
            } catch (ShellExit exit) {
                if (exit.what() == ShellExit.What.SHELL) {
                    throw exit;
                } else if (exit.what() == ShellExit.What.LOOP) {
                    return 0;
                }
            }
        }
        return code;
    }

    private int group(Syntax.Group group) throws IOException, InterruptedException {
        try (Redirection redirection = Redirection.of(this, streams, group.redirects())) {
            if (group.subshell()) {
                Shell inner = new Shell(this, redirection.streams());
                try {
                    return inner.run(group.body());
                } catch (ShellExit exit) {
                    return exit.code();
                }
            }
            Streams before = streams;
            streams = redirection.streams();
            try {
                return run(group.body());
            } finally {
                streams = before;
            }
        } catch (FileProblemException | SyntaxException e) {
            complain(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private void runBeside(Syntax syntax) {
        try {
            run(syntax);
        } catch (ShellExit exit) {
            lastCode = exit.code();
        } catch (Pipe.BrokenPipeException e) {
            lastCode = 141;
        } catch (IOException | InterruptedException e) {
            lastCode = INTERRUPTED;
        }
    }

    /** All parts but the last run beside this thread; who writes to one that has ended, ends too. */
    private int pipeline(Syntax.Pipeline pipeline) throws IOException, InterruptedException {
        List<Thread> beside = new ArrayList<>();
        InputStream in = streams.in();
        List<Syntax> parts = pipeline.parts();
        for (Syntax part : parts.subList(0, parts.size() - 1)) {
            Pipe pipe = new Pipe();
            InputStream from = in;
            Shell shell = new Shell(this, new Streams(from, pipe.writer(), streams.err()));
            boolean first = beside.isEmpty();
            beside.add(task.machine().beside(() -> {
                try (OutputStream _ = pipe.writer()) {
                    shell.runBeside(part);
                    if (!first) {
                        from.close();
                    }
                } catch (IOException e) {
                    throw new IllegalStateException("a pipe could not be closed", e);
                }
            }));
            in = pipe.reader();
        }
        int code;
        try {
            if (parts.size() == 1) {
                code = run(parts.getFirst());
            } else {
                Shell last = new Shell(this, new Streams(in, streams.out(), streams.err()));
                try {
                    code = last.run(parts.getLast());
                } catch (ShellExit exit) {
                    code = exit.code();
                }
                in.close();
            }
            for (Thread thread : beside) {
                thread.join();
            }
        } catch (InterruptedException | InterruptedIOException e) {
            beside.forEach(Thread::interrupt);
            throw e;
        }
        return pipeline.negated() ? code == 0 ? 1 : 0 : code;
    }

    /** The texts that words become; null after a complaint. */
    private @Nullable List<String> expand(List<String> words) throws IOException, InterruptedException {
        List<String> texts = new ArrayList<>();
        try {
            for (String word : words) {
                texts.addAll(Expansion.fields(this, word));
            }
            return texts;
        } catch (SyntaxException | FileProblemException e) {
            complain(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private int simple(Syntax.Simple simple) throws IOException, InterruptedException {
        int before = lastCode;
        List<String> words = expand(simple.words());
        if (words == null) {
            return 1;
        }
        Map<String, String> assigned = new LinkedHashMap<>();
        lastCode = before;
        try (Redirection redirection = Redirection.of(this, streams, simple.redirects())) {
            for (String assignment : simple.assignments()) {
                int equals = assignment.indexOf('=');
                assigned.put(assignment.substring(0, equals), Expansion.text(this, assignment.substring(equals + 1)));
            }
            if (words.isEmpty()) {
                assigned.forEach(this::set);
                return simple.assignments().stream().anyMatch(text -> text.contains("$(")) ? lastCode : 0;
            }
            return command(words, assigned, redirection.streams());
        } catch (FileProblemException | SyntaxException e) {
            complain(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private int command(List<String> words, Map<String, String> assigned, Streams with)
            throws IOException, InterruptedException {
        Builtins.Builtin builtin = Builtins.find(words.getFirst());
        if (builtin != null) {
            assigned.forEach(this::set);
            return builtin.run(this, words, with);
        }
        Map<String, String> environment = new LinkedHashMap<>(exported);
        environment.putAll(assigned);
        Machine machine = task.machine();
        Task child = new Task(
                machine,
                words,
                environment,
                folder,
                with.in(),
                with.out(),
                with.err(),
                task.terminal(),
                task.depth() + 1);
        if (machine.find(child).isEmpty() && !words.getFirst().contains("/")) {
            boolean bash = task.name().endsWith("bash");
            with.err()
                    .write((task.name() + ": " + words.getFirst() + (bash ? ": command not found\n" : ": not found\n"))
                            .getBytes(StandardCharsets.UTF_8));
            return 127;
        }
        return machine.run(child);
    }

    /** Runs a command in the place of a builtin, such as what follows {@code exec}. */
    int runCommand(List<String> words, Streams with) throws IOException, InterruptedException {
        return command(words, Map.of(), with);
    }

    /** Runs a text as if it stood in the script. */
    int evaluate(String script, Streams with) throws IOException, InterruptedException {
        Streams before = streams;
        streams = with;
        try {
            run(script, false);
            return lastCode;
        } finally {
            streams = before;
        }
    }

    Task task() {
        return task;
    }

    /** Streams with some of them turned elsewhere, for the time of one command. */
    record Redirection(Streams streams, List<OutputStream> opened) implements AutoCloseable {

        static Redirection of(Shell shell, Streams before, List<Redirect> redirects)
                throws IOException, InterruptedException, SyntaxException {
            InputStream in = before.in();
            OutputStream out = before.out();
            OutputStream err = before.err();
            List<OutputStream> opened = new ArrayList<>();
            for (Redirect redirect : redirects) {
                String target =
                        redirect.kind().startsWith("<<") ? redirect.target() : Expansion.text(shell, redirect.target());
                switch (redirect.kind()) {
                    case "<" -> in = open(shell, target);
                    case "<<" -> in = text(Expansion.document(shell, target));
                    case "<<'" -> in = text(target);
                    case ">&" -> {
                        OutputStream other = target.equals("2") ? err : out;
                        if (redirect.descriptor() == 2) {
                            err = other;
                        } else {
                            out = other;
                        }
                    }
                    default -> {
                        OutputStream file =
                                create(shell, target, redirect.kind().equals(">>"));
                        opened.add(file);
                        out = redirect.descriptor() == 2 ? out : file;
                        err = redirect.descriptor() == 2 || redirect.descriptor() < 0 ? file : err;
                    }
                }
            }
            return new Redirection(new Streams(in, out, err), opened);
        }

        private static InputStream text(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        private static InputStream open(Shell shell, String path) throws IOException {
            try {
                return shell.files().read(FileTree.absolute(shell.folder(), path));
            } catch (FileProblemException e) {
                throw new FileProblemException("can't open " + path + ": " + e.getMessage());
            }
        }

        private static OutputStream create(Shell shell, String path, boolean append) throws IOException {
            try {
                return shell.files().write(FileTree.absolute(shell.folder(), path), append);
            } catch (FileProblemException e) {
                throw new FileProblemException("can't create " + path + ": " + e.getMessage());
            }
        }

        @Override
        public void close() throws IOException {
            for (OutputStream file : opened) {
                file.close();
            }
        }
    }
}
