package dev.fresnel.server.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AddedKubeconfigsTest {

    @TempDir
    private Path home;

    private List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void only_the_person_may_read_folder_and_files() throws Exception {
        Path folder = home.resolve("config").resolve("fresnel");
        new AddedKubeconfigs(folder).keep("kind: Config");

        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("added-001.yaml")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void each_gets_a_name_of_its_own_and_none_is_overwritten() throws Exception {
        Files.writeString(home.resolve("added-002.yaml"), "by hand");
        AddedKubeconfigs added = new AddedKubeconfigs(home);
        added.keep("first");
        added.keep("second");

        assertThat(names(home)).containsExactly("added-001.yaml", "added-002.yaml", "added-003.yaml");
        assertThat(home.resolve("added-001.yaml")).hasContent("first");
        assertThat(home.resolve("added-002.yaml")).hasContent("by hand");
        assertThat(home.resolve("added-003.yaml")).hasContent("second");
    }

    @Test
    void where_it_cannot_be_kept_nothing_is_left_behind() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "in the way");

        assertThatThrownBy(() -> new AddedKubeconfigs(file).keep("first")).isInstanceOf(IOException.class);
        assertThat(names(home)).containsExactly("file");
    }
}
