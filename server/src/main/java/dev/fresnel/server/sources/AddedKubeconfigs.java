package dev.fresnel.server.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

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

    void keep(String text) throws IOException {
        Files.createDirectories(folder, onlyForMe("rwx------"));
        for (int number = 1; ; number++) {
            Path file = folder.resolve("added-%03d.yaml".formatted(number));
            if (!Files.exists(file)) {
                // A file under another name first: the watch must never read half of one.
                Path draft = Files.createTempFile(folder, "added", ".part", onlyForMe("rw-------"));
                Files.write(draft, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.TRUNCATE_EXISTING);
                Files.move(draft, file);
                return;
            }
        }
    }

    private static FileAttribute<?>[] onlyForMe(String permissions) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> mine = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mine)};
    }
}
