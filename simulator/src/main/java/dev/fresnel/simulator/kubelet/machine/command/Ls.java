package dev.fresnel.simulator.kubelet.machine.command;

import dev.fresnel.simulator.kubelet.machine.Task;
import dev.fresnel.simulator.kubelet.machine.Tool;
import dev.fresnel.simulator.kubelet.machine.file.Folder;
import dev.fresnel.simulator.kubelet.machine.file.Link;
import dev.fresnel.simulator.kubelet.machine.file.Node;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ls}: names, or with {@code -l} all about them. */
final class Ls implements Tool {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public int run(Task task) throws IOException {
        Options options = Options.read("laA1hRrtFdi", task.operands());
        List<String> given = options.rest().isEmpty() ? List.of(".") : options.rest();
        Map<String, Node> single = new LinkedHashMap<>();
        List<String> folders = new ArrayList<>();
        int code = 0;
        for (String name : given) {
            Node node = options.has('l')
                    ? task.files().findItself(task.path(name))
                    : task.files().find(task.path(name));
            if (node == null) {
                task.complain(name + ": No such file or directory");
                code = 1;
            } else if (node instanceof Folder && !options.has('d')) {
                folders.add(name);
            } else {
                single.put(name, node);
            }
        }
        print(task, options, single);
        for (String name : folders) {
            if (given.size() > 1) {
                task.print((name.equals(folders.getFirst()) && single.isEmpty() ? "" : "\n") + name + ":\n");
            }
            Map<String, Node> children = new LinkedHashMap<>();
            if (options.has('a')) {
                children.put(".", task.files().get(task.path(name)));
                children.put("..", task.files().get(task.path(name + "/..")));
            }
            children.putAll(task.files().children(task.path(name)));
            if (!options.has('a') && !options.has('A')) {
                children.keySet().removeIf(child -> child.startsWith("."));
            }
            if (options.has('l')) {
                task.print("total "
                        + children.values().stream().mapToLong(Node::size).sum() / 1024 + "\n");
            }
            print(task, options, children);
        }
        return code;
    }

    private static void print(Task task, Options options, Map<String, Node> nodes) throws IOException {
        boolean columns = task.terminal() != null && !options.has('l') && !options.has('1');
        if (columns && !nodes.isEmpty()) {
            task.print(String.join("  ", nodes.keySet()) + "\n");
            return;
        }
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
            task.print((options.has('l') ? about(entry.getValue(), options.has('h')) : "")
                    + entry.getKey()
                    + (options.has('l') && entry.getValue() instanceof Link link ? " -> " + link.target() : "")
                    + "\n");
        }
    }

    private static String about(Node node, boolean human) {
        StringBuilder bits = new StringBuilder().append(node.letter());
        for (int shift = 6; shift >= 0; shift -= 3) {
            int three = node.mode() >> shift;
            bits.append((three & 4) != 0 ? 'r' : '-')
                    .append((three & 2) != 0 ? 'w' : '-')
                    .append((three & 1) != 0 ? 'x' : '-');
        }
        long size = node.size();
        String shown = !human || size < 1024
                ? Long.toString(size)
                : size < 1 << 20 ? "%.1fK".formatted(size / 1024.0) : "%.1fM".formatted(size / 1048576.0);
        return "%s %4d root     root     %9s %s "
                .formatted(bits, node instanceof Folder ? 2 : 1, shown, WHEN.format(node.modified()));
    }
}
