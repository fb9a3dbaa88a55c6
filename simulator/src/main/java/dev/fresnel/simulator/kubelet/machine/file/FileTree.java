package dev.fresnel.simulator.kubelet.machine.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of one container, by absolute path. Thread-safe: one lock guards the tree and what is in it.
 *
 * <p>Paths are absolute; {@link #absolute} makes one of what a program says. Links are followed, also out of one tree into
 * another that is grafted into it, which is how one container sees the files of another.
 */
public final class FileTree {

    private static final int MOST_LINKS = 20;
    private static final int LARGEST_READ = 64 << 20;

    private final Clock clock;
    private final Room room;
    private final Folder root;

    public FileTree(Clock clock, Room room) {
        this.clock = clock;
        this.room = room;
        this.root = new Folder(clock.instant(), false);
    }

    /** Makes a path absolute and plain, as seen from a folder. */
    public static String absolute(String folder, String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (path.startsWith("/") ? path : folder + "/" + path).split("/", -1)) {
            switch (part) {
                case "", "." -> {}
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** The last part of a path. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static FileProblemException notFound() {
        return new FileProblemException("No such file or directory");
    }

    /** What a path leads to; null if to nothing. Links on the way and at the end are followed. */
    public synchronized @Nullable Node find(String path) {
        return walk(path, true, MOST_LINKS);
    }

    /** The same without following a link at the end. */
    public synchronized @Nullable Node findItself(String path) {
        return walk(path, false, MOST_LINKS);
    }

    /** @throws FileProblemException if nothing is there */
    public Node get(String path) throws FileProblemException {
        Node node = find(path);
        if (node == null) {
            throw notFound();
        }
        return node;
    }

    private @Nullable Node walk(String path, boolean followLast, int linksLeft) {
        Node node = root;
        String here = "/";
        List<String> parts = Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        for (int i = 0; i < parts.size(); i++) {
            if (!(node instanceof Folder folder)) {
                return null;
            }
            node = folder.child(parts.get(i));
            if (node instanceof Link link && (followLast || i < parts.size() - 1)) {
                if (linksLeft == 0) {
                    return null;
                }
                node = walk(absolute(here, link.target()), true, linksLeft - 1);
            }
            if (node == null) {
                return null;
            }
            here = here.equals("/") ? "/" + parts.get(i) : here + "/" + parts.get(i);
        }
        return node;
    }

    /** What is in a folder, by name. */
    public synchronized Map<String, Node> children(String path) throws FileProblemException {
        return folder(path).children();
    }

    private Folder folder(String path) throws FileProblemException {
        Node node = walk(path, true, MOST_LINKS);
        if (node == null) {
            throw notFound();
        }
        if (!(node instanceof Folder folder)) {
            throw new FileProblemException("Not a directory");
        }
        return folder;
    }

    private Folder writable(String path) throws FileProblemException {
        Folder folder = folder(path);
        if (folder.isFixed()) {
            throw new FileProblemException("Read-only file system");
        }
        return folder;
    }

    /** Makes a folder in one that is there. */
    public synchronized void makeFolder(String path) throws FileProblemException {
        if (walk(path, false, MOST_LINKS) != null) {
            throw new FileProblemException("File exists");
        }
        Folder parent = writable(parent(path));
        room.take(Room.EACH);
        parent.put(name(path), new Folder(clock.instant(), false));
        parent.setModified(clock.instant());
    }

    /** Makes a folder and those above it, where they are missing. */
    public synchronized void makeFolders(String path) throws FileProblemException {
        String here = "";
        for (String part : path.substring(1).split("/", -1)) {
            here += "/" + part;
            Node node = walk(here, true, MOST_LINKS);
            if (node == null && !part.isEmpty()) {
                makeFolder(here);
            } else if (!part.isEmpty() && !(node instanceof Folder)) {
                throw new FileProblemException("Not a directory");
            }
        }
    }

    /** Puts something that the container is made with; folders above it are made. It takes none of its room. */
    private synchronized void put(String path, Node node) {
        Folder folder = root;
        List<String> parts = Arrays.stream(path.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        for (String part : parts.subList(0, parts.size() - 1)) {
            Folder next = folder.child(part) instanceof Folder there ? there : new Folder(clock.instant(), false);
            folder.put(part, next);
            folder = next;
        }
        folder.put(parts.getLast(), node);
    }

    public void putFolder(String path) {
        if (!(find(path) instanceof Folder)) {
            put(path, new Folder(clock.instant(), false));
        }
    }

    public void putFile(String path, String content) {
        put(path, new DataFile(content.getBytes(StandardCharsets.UTF_8), 0644, clock.instant(), null));
    }

    /** @param program what is run when the file is */
    public void putProgram(String path, Object program) {
        byte[] content = "\u007fELF\u0002\u0001\u0001\0".getBytes(StandardCharsets.ISO_8859_1);
        put(path, new DataFile(content, 0755, clock.instant(), program));
    }

    public void putLink(String path, String target) {
        put(path, new Link(target, clock.instant()));
    }

    /** A character device, such as {@code /dev/zero}. */
    public void putDevice(String path, Supplier<InputStream> source) {
        put(path, new Device(source, true, clock.instant()));
    }

    /** A file whose text is made when it is read, as in {@code /proc}. */
    public void putLive(String path, Supplier<String> text) {
        put(
                path,
                new Device(
                        () -> new ByteArrayInputStream(text.get().getBytes(StandardCharsets.UTF_8)),
                        false,
                        clock.instant()));
    }

    /** A folder of files that cannot be changed, as of a mounted ConfigMap. */
    public void putFixed(String path, Map<String, byte[]> files) {
        Folder folder = new Folder(clock.instant(), true);
        files.forEach((name, content) -> folder.put(name, new DataFile(content, 0444, clock.instant(), null)));
        put(path, folder);
    }

    /** Lets a path lead to the root of another tree. */
    public void graft(String path, FileTree other) {
        put(path, other.root);
    }

    /** Makes a symbolic link. */
    public synchronized void makeLink(String path, String target) throws FileProblemException {
        if (walk(path, false, MOST_LINKS) != null) {
            throw new FileProblemException("File exists");
        }
        Folder parent = writable(parent(path));
        room.take(Room.EACH);
        parent.put(name(path), new Link(target, clock.instant()));
    }

    /** Opens a file to read; changes made meanwhile are seen. */
    public InputStream read(String path) throws FileProblemException {
        return switch (get(path)) {
            case Folder _ -> throw new FileProblemException("Is a directory");
            case Device device -> device.open();
            case DataFile file -> new FileInput(file);
            case Link _ -> throw notFound();
        };
    }

    /** All of a file. */
    public byte[] readAll(String path) throws IOException {
        try (InputStream in = read(path)) {
            byte[] content = in.readNBytes(LARGEST_READ);
            if (content.length == LARGEST_READ) {
                throw new FileProblemException("File too large");
            }
            return content;
        }
    }

    /** Opens a file to write, which is made if it is missing. */
    public synchronized OutputStream write(String path, boolean append) throws FileProblemException {
        Node node = walk(path, true, MOST_LINKS);
        if (node instanceof Folder) {
            throw new FileProblemException("Is a directory");
        }
        if (node instanceof Device) {
            return OutputStream.nullOutputStream();
        }
        Folder parent = writable(parent(path));
        DataFile file;
        if (node instanceof DataFile there && there.program() == null) {
            file = there;
        } else {
            room.take(Room.EACH);
            file = new DataFile(new byte[0], 0644, clock.instant(), null);
            parent.put(name(path), file);
        }
        if (!append) {
            room.give(file.size());
            file.truncate();
        }
        file.setModified(clock.instant());
        return new FileOutput(file);
    }

    /** Removes a file, a link, or a folder with all that is in it. */
    public synchronized void remove(String path) throws FileProblemException {
        if (path.equals("/")) {
            throw new FileProblemException("Device or resource busy");
        }
        Node node = walk(path, false, MOST_LINKS);
        if (node == null) {
            throw notFound();
        }
        Folder parent = writable(parent(path));
        parent.remove(name(path));
        parent.setModified(clock.instant());
        giveBack(node);
    }

    private void giveBack(Node node) {
        room.give(Room.EACH);
        if (node instanceof Folder folder) {
            folder.children().values().forEach(this::giveBack);
        } else if (node instanceof DataFile file && file.program() == null) {
            room.give(file.size());
        }
    }

    /** Moves what is at one path to another, where it takes the place of a file. */
    public synchronized void move(String from, String to) throws FileProblemException {
        Node node = walk(from, false, MOST_LINKS);
        if (node == null) {
            throw notFound();
        }
        if ((to + "/").startsWith(from + "/")) {
            throw new FileProblemException("Invalid argument");
        }
        Folder source = writable(parent(from));
        Folder target = writable(parent(to));
        if (target.child(name(to)) instanceof Folder) {
            throw new FileProblemException("File exists");
        }
        source.remove(name(from));
        target.put(name(to), node);
    }

    public Room room() {
        return room;
    }

    private final class FileInput extends InputStream {
        private final DataFile file;
        private int position;

        FileInput(DataFile file) {
            this.file = file;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int most) {
            if (most == 0) {
                return 0;
            }
            synchronized (FileTree.this) {
                int read = file.read(position, into, offset, most);
                position += Math.max(0, read);
                return read;
            }
        }
    }

    private final class FileOutput extends OutputStream {
        private final DataFile file;

        FileOutput(DataFile file) {
            this.file = file;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            synchronized (FileTree.this) {
                room.take(length);
                file.append(from, offset, length);
                file.setModified(clock.instant());
            }
        }
    }
}
