package dev.fresnel.engine.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A pack in a folder of a file system. */
record FolderSource(String name, Path folder) implements PackSource {

    private static final int MAX_FILES = 2_000;
    private static final long MAX_BYTES = 1 << 20;

    @Override
    public List<String> kindFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.limit(MAX_FILES)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".yaml") && !file.equals("pack.yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** A link that leads out of the folder is not followed: a pack sees only what is in it. */
    @Override
    public String read(String file) throws IOException {
        Path path = folder.resolve(file).toRealPath();
        if (!path.startsWith(folder.toRealPath())) {
            throw new IOException(file + " lies outside the pack's folder");
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException(file + " is larger than 1 MiB");
        }
        return Files.readString(path);
    }
}
