package dev.fresnel.simulator.kubelet.machine.command;

import dev.fresnel.simulator.kubelet.machine.Task;
import dev.fresnel.simulator.kubelet.machine.Tool;
import dev.fresnel.simulator.kubelet.machine.file.FileProblemException;
import dev.fresnel.simulator.kubelet.machine.file.FileTree;
import dev.fresnel.simulator.kubelet.machine.file.Folder;
import dev.fresnel.simulator.kubelet.machine.file.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Programs that change files: {@code mkdir}, {@code rm}, {@code touch}, {@code cp}, {@code mv}, and more. */
final class FileTools {

    private FileTools() {}

    static Map<String, Tool> all() {
        return Map.of(
                "mkdir", FileTools::mkdir,
                "rm", FileTools::rm,
                "rmdir", FileTools::rm,
                "touch", FileTools::touch,
                "cp", FileTools::cp,
                "mv", FileTools::mv,
                "ln", FileTools::ln,
                "chmod", FileTools::chmod,
                "find", FileTools::find,
                "df", FileTools::df);
    }

    /** Something done with one path. */
    private interface Doing {
        void with(String given, String path) throws IOException;
    }

    private static int each(Task task, List<String> given, String what, Doing doing) throws IOException {
        if (given.isEmpty()) {
            task.complain("missing operand");
            return 1;
        }
        int code = 0;
        for (String name : given) {
            try {
                doing.with(name, task.path(name));
            } catch (FileProblemException e) {
                task.complain("can't " + what + " '" + name + "': " + e.getMessage());
                code = 1;
            }
        }
        return code;
    }

    private static int mkdir(Task task) throws IOException {
        Options options = Options.read("pm:", task.operands());
        return each(task, options.rest(), "create directory", (_, path) -> {
            if (options.has('p')) {
                task.files().makeFolders(path);
            } else {
                task.files().makeFolder(path);
            }
        });
    }

    private static int rm(Task task) throws IOException {
        Options options = Options.read("rRfiv", task.operands());
        boolean recursive = options.has('r') || options.has('R');
        if (options.has('f') && options.rest().isEmpty()) {
            return 0;
        }
        return each(task, options.rest(), "remove", (_, path) -> {
            Node node = task.files().findItself(path);
            if (node == null && options.has('f')) {
                return;
            }
            if (node instanceof Folder folder && !recursive) {
                if (!task.name().endsWith("rmdir")) {
                    throw new FileProblemException("Is a directory");
                } else if (!folder.children().isEmpty()) {
                    throw new FileProblemException("Directory not empty");
                }
            }
            task.files().remove(path);
        });
    }

    private static int touch(Task task) throws IOException {
        Options options = Options.read("cam", task.operands());
        return each(task, options.rest(), "touch", (_, path) -> {
            Node node = task.files().find(path);
            if (node != null) {
                node.setModified(task.machine().clock().instant());
            } else if (!options.has('c')) {
                task.files().write(path, true).close();
            }
        });
    }

    private static int cp(Task task) throws IOException {
        Options options = Options.read("rRafp", task.operands());
        boolean recursive = options.has('r') || options.has('R') || options.has('a');
        String target = target(task, options);
        return target == null
                ? 1
                : each(task, options.rest().subList(0, options.rest().size() - 1), "copy", (given, path) -> {
                    Node node = task.files().get(path);
                    if (node instanceof Folder && !recursive) {
                        throw new FileProblemException("omitting directory");
                    }
                    copy(task.files(), path, inside(task.files(), target, given));
                });
    }

    private static int mv(Task task) throws IOException {
        Options options = Options.read("fn", task.operands());
        String target = target(task, options);
        return target == null
                ? 1
                : each(
                        task,
                        options.rest().subList(0, options.rest().size() - 1),
                        "rename",
                        (given, path) -> task.files().move(path, inside(task.files(), target, given)));
    }

    private static @Nullable String target(Task task, Options options) throws IOException {
        if (options.rest().size() < 2) {
            task.complain("missing operand");
            return null;
        }
        return task.path(options.rest().getLast());
    }

    private static String inside(FileTree files, String target, String given) {
        return files.find(target) instanceof Folder
                ? FileTree.absolute(target, FileTree.name(FileTree.absolute("/", given)))
                : target;
    }

    private static void copy(FileTree files, String from, String to) throws IOException {
        if (files.find(from) instanceof Folder folder) {
            if ((to + "/").startsWith(from + "/")) {
                throw new FileProblemException("cannot copy a directory into itself");
            }
            files.makeFolders(to);
            for (String name : folder.children().keySet()) {
                copy(files, from + "/" + name, to + "/" + name);
            }
            return;
        }
        try (InputStream in = files.read(from);
                OutputStream out = files.write(to, false)) {
            in.transferTo(out);
        }
    }

    private static int ln(Task task) throws IOException {
        Options options = Options.read("sfn", task.operands());
        if (!options.has('s') || options.rest().size() != 2) {
            task.complain("only ln -s TARGET LINK is here");
            return 1;
        }
        String target = options.rest().getFirst();
        return each(task, options.rest().subList(1, 2), "link", (given, path) -> {
            String at = inside(task.files(), path, target);
            if (options.has('f') && task.files().findItself(at) != null) {
                task.files().remove(at);
            }
            task.files().makeLink(at, target);
        });
    }

    private static int chmod(Task task) throws IOException {
        Options options = Options.read(
                "R",
                task.operands().stream()
                        .map(word -> word.startsWith("-") && !word.equals("-R") ? "a" + word : word)
                        .toList());
        if (options.rest().size() < 2) {
            task.complain("missing operand");
            return 1;
        }
        String mode = options.rest().getFirst();
        return each(task, options.rest().subList(1, options.rest().size()), "change mode of", (_, path) -> {
            Node node = task.files().get(path);
            if (mode.matches("[0-7]{3,4}")) {
                node.setMode(Integer.parseInt(mode, 8) & 0777);
            } else if (mode.matches("[ugoa]*[-+][rwx]+")) {
                int bits = (mode.contains("r") ? 0444 : 0)
                        | (mode.contains("w") ? 0222 : 0)
                        | (mode.contains("x") ? 0111 : 0);
                node.setMode(mode.contains("+") ? node.mode() | bits : node.mode() & ~bits);
            } else {
                throw new FileProblemException("invalid mode " + mode);
            }
        });
    }

    private static int find(Task task) throws IOException {
        List<String> words = task.operands();
        String from = words.isEmpty() || words.getFirst().startsWith("-") ? "." : words.getFirst();
        int named = words.indexOf("-name");
        int typed = words.indexOf("-type");
        String name = named >= 0 && named + 1 < words.size() ? words.get(named + 1) : "*";
        String type = typed >= 0 && typed + 1 < words.size() ? words.get(typed + 1) : "";
        String regex =
                java.util.regex.Pattern.quote(name).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        if (task.files().findItself(task.path(from)) == null) {
            task.complain(from + ": No such file or directory");
            return 1;
        }
        walk(task, from, regex, type);
        return 0;
    }

    private static void walk(Task task, String at, String regex, String type) throws IOException {
        Node node = task.files().findItself(task.path(at));
        if (node == null) {
            return;
        }
        boolean isType = type.isEmpty() || type.charAt(0) == (node.letter() == '-' ? 'f' : node.letter());
        if (isType && FileTree.name(at).matches(regex)) {
            task.print(at + "\n");
        }
        if (node instanceof Folder folder && !at.startsWith("/proc/1/root")) {
            for (String name : folder.children().keySet()) {
                walk(task, at.endsWith("/") ? at + name : at + "/" + name, regex, type);
            }
        }
    }

    private static int df(Task task) throws IOException {
        long size = task.files().room().size() / 1024;
        long used = task.files().room().used() / 1024;
        task.print("Filesystem           1K-blocks      Used Available Use% Mounted on\n");
        task.print(
                "%-20s %9d %9d %9d %3d%% %s\n".formatted("overlay", size, used, size - used, 100 * used / size, "/"));
        return 0;
    }
}
