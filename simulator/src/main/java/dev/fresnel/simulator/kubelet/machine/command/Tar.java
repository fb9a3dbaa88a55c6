package dev.fresnel.simulator.kubelet.machine.command;

import dev.fresnel.simulator.kubelet.machine.Task;
import dev.fresnel.simulator.kubelet.machine.Tool;
import dev.fresnel.simulator.kubelet.machine.file.FileProblemException;
import dev.fresnel.simulator.kubelet.machine.file.FileTree;
import dev.fresnel.simulator.kubelet.machine.file.Folder;
import dev.fresnel.simulator.kubelet.machine.file.Link;
import dev.fresnel.simulator.kubelet.machine.file.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** {@code tar}: packs, unpacks and lists, which is all that {@code kubectl cp} asks for. */
final class Tar implements Tool {

    private static final int BLOCK = TarHeader.SIZE;

    @Override
    public int run(Task task) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(task.operands());
        if (!words.isEmpty() && !words.getFirst().startsWith("-")) {
            words.set(0, "-" + words.getFirst());
        }
        Options options = Options.read(
                "cxtzvmpf:C:",
                words.stream()
                        .filter(word -> !word.startsWith("--no-same") && !word.startsWith("--warning"))
                        .toList());
        String file = options.has('f') ? options.value('f') : "-";
        String folder = options.has('C') ? task.path(options.value('C')) : task.folder();
        try {
            if (options.has('c')) {
                return pack(task, options, file, folder);
            } else if (options.has('x') || options.has('t')) {
                return unpack(task, options, file, folder);
            }
        } catch (FileProblemException e) {
            task.complain(file + ": " + e.getMessage());
            return 1;
        }
        task.complain("You must specify one of -c, -t or -x");
        return 1;
    }

    private static int pack(Task task, Options options, String file, String folder) throws IOException {
        OutputStream plain = file.equals("-") ? task.out() : task.files().write(task.path(file), false);
        OutputStream out = options.has('z') ? new GZIPOutputStream(plain) : plain;
        int code = 0;
        for (String name : options.rest()) {
            String path = FileTree.absolute(folder, name);
            if (task.files().findItself(path) == null) {
                task.complain(name + ": Cannot stat: No such file or directory");
                code = 2;
                continue;
            }
            add(task, out, path, name.replaceFirst("^/+", ""), options.has('v'));
        }
        out.write(new byte[2 * BLOCK]);
        if (out instanceof GZIPOutputStream zipped) {
            zipped.finish();
        }
        if (code != 0) {
            task.complain("Exiting with failure status due to previous errors");
        }
        return code;
    }

    private static void add(Task task, OutputStream out, String path, String name, boolean tell) throws IOException {
        Node node = task.files().findItself(path);
        if (node == null) {
            return;
        }
        if (tell) {
            task.err().write((name + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        switch (node) {
            case Folder folder -> {
                out.write(new TarHeader(name + "/", node.mode(), 0, node.modified(), '5', "").bytes());
                for (String child : folder.children().keySet()) {
                    add(task, out, path + "/" + child, name + "/" + child, tell);
                }
            }
            case Link link ->
                out.write(new TarHeader(name, node.mode(), 0, node.modified(), '2', link.target()).bytes());
            default -> {
                byte[] content = task.files().readAll(path);
                out.write(new TarHeader(name, node.mode(), content.length, node.modified(), '0', "").bytes());
                out.write(content);
                out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
            }
        }
    }

    private static int unpack(Task task, Options options, String file, String folder) throws IOException {
        InputStream plain = file.equals("-") ? task.in() : task.files().read(task.path(file));
        InputStream in = options.has('z') ? new GZIPInputStream(plain) : plain;
        if (options.has('x') && !(task.files().find(folder) instanceof Folder)) {
            throw new FileProblemException("can't change directory to '" + folder + "': No such file or directory");
        }
        for (TarHeader header = TarHeader.read(in); header != null; header = TarHeader.read(in)) {
            if (options.has('t') || options.has('v')) {
                task.print(header.name() + "\n");
            }
            if (options.has('x')) {
                unpack(task, header, in, FileTree.absolute(folder, header.name()));
            } else {
                in.skipNBytes(header.size());
            }
            in.skipNBytes((BLOCK - header.size() % BLOCK) % BLOCK);
        }
        in.transferTo(OutputStream.nullOutputStream());
        return 0;
    }

    private static void unpack(Task task, TarHeader header, InputStream in, String path) throws IOException {
        FileTree files = task.files();
        if (header.type() == '5') {
            files.makeFolders(path);
            return;
        }
        files.makeFolders(FileTree.absolute(path, ".."));
        if (header.type() == '2') {
            files.makeLink(path, header.target());
            return;
        }
        try (OutputStream out = files.write(path, false)) {
            byte[] buffer = new byte[8192];
            long left = header.size();
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new FileProblemException("Unexpected EOF in archive");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        Node node = files.get(path);
        node.setMode(header.mode() & 0777);
        node.setModified(header.modified());
    }
}
