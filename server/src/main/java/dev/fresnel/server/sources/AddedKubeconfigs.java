package dev.fresnel.server.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of kubeconfigs that were added in the browser, a file each, readable by the person alone. */
public final class AddedKubeconfigs {

    private final Path folder;

    /** @param folder need not exist; it is made with the first kubeconfig */
    public AddedKubeconfigs(Path folder) {
        this.folder = folder;
    }

    /** {@code $XDG_CONFIG_HOME/fresnel/kubeconfigs}, or the same below {@code ~/.config}. */
    public static AddedKubeconfigs usual() {
        String configured = System.getenv("XDG_CONFIG_HOME");
        Path config = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(configured);
        return new AddedKubeconfigs(config.resolve("fresnel").resolve("kubeconfigs"));
    }

    Path folder() {
        return folder;
    }

    /** Keeps a text under a name that is free. It is written under another name first: nobody reads half of one. */
    void keep(String text) throws IOException {
        Files.createDirectories(folder, onlyForMe("rwx------"));
        Path draft = Files.createTempFile(folder, "added", ".part", onlyForMe("rw-------"));
        try {
            Files.write(draft, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.TRUNCATE_EXISTING);
            int number = 1;
            while (!moved(draft, number)) {
                number++;
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** False where that name is taken. */
    private boolean moved(Path draft, int number) throws IOException {
        try {
            Files.move(draft, folder.resolve("added-%03d.yaml".formatted(number)));
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    private FileAttribute<?>[] onlyForMe(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
