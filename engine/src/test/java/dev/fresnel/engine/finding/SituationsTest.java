package dev.fresnel.engine.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each situation, a file of objects, says in its first lines what is found in it: that, and nothing else. */
final class SituationsTest {

    private static final Path FOLDER = Path.of("src/test/resources/situations");

    static Stream<String> situations() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted(Comparator.naturalOrder()).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("situations")
    void what_is_found_is_the_cause_and_nothing_else(String file) throws IOException {
        String text = Files.readString(FOLDER.resolve(file));
        List<String> expected = text.lines()
                .filter(line -> line.startsWith("# finds: "))
                .map(line -> line.substring("# finds: ".length()))
                .sorted()
                .toList();

        Situation situation = new Situation().lists(text);

        assertThat(situation.titles()).isEqualTo(expected);
        assertThat(situation.found()).allSatisfy(found -> {
            assertThat(found.finding().severity()).isIn(Severity.FAILED, Severity.WARNING);
            assertThat(found.finding().advice()).isNotNull();
            assertThat(found.finding().title().toString()).doesNotContain("{");
            assertThat(Situation.untranslated(found.finding())).isEmpty();
        });
    }
}
