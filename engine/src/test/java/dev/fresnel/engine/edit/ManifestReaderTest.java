package dev.fresnel.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.EditData.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

    @Test
    void several_documents_are_read_and_empty_ones_left_out() {
        var reading = ManifestReader.read("---\n# nothing\n---\nkind: A\n---\n---\nkind: B\n...\n");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.documents()).extracting(Manifest::kind).containsExactly("A", "B");
    }

    @Test
    void a_list_is_the_objects_in_it() {
        var reading = ManifestReader.read("""
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: v1, kind: A, metadata: {name: one}}
                - {apiVersion: v1, kind: B, metadata: {name: two}}
                ---
                apiVersion: v1
                kind: PodList
                items:
                - metadata: {name: three}
                ---
                kind: WishList
                metadata: {name: four}
                items: [milk]
                """);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.documents())
                .extracting(manifest -> manifest.kind() + " " + manifest.name())
                .containsExactly("A one", "B two", "Pod three", "WishList four");
    }

    @Test
    void a_tab_is_told_where_it_is() {
        Problem problem = onlyProblem("kind: A\nspec:\n\tx: 1\n");
        assertThat(problem.message().key()).isEqualTo("edit.tab");
        assertThat(List.of(problem.line(), problem.column())).containsExactly(3, 1);
        assertThat(problem.grave()).isTrue();
    }

    @Test
    void a_key_that_is_there_twice_is_told_at_the_second() {
        Problem problem = onlyProblem("kind: A\nspec:\n  a: 1\n  b: 2\n  a: 3\n");
        assertThat(problem.message().args()).isEqualTo(Map.of("key", "a"));
        assertThat(List.of(problem.line(), problem.column(), problem.endColumn()))
                .containsExactly(5, 3, 4);
    }

    @Test
    void an_alias_bomb_is_refused_before_it_goes_off() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char name = 'b'; name <= 'k'; name++) {
            char before = (char) (name - 1);
            bomb.append(name).append(": &").append(name).append(" [");
            bomb.append(("*" + before + ", ").repeat(9))
                    .append('*')
                    .append(before)
                    .append("]\n");
        }
        assertThat(onlyProblem(bomb.toString()).message().key()).isEqualTo("edit.tooMany");
    }

    @Test
    void an_alias_of_what_it_is_in_is_refused() {
        assertThat(onlyProblem("a: &a [*a]\n").message().key()).isEqualTo("edit.tooDeep");
    }

    @Test
    void what_is_nested_a_hundred_thousand_deep_is_refused() {
        assertThat(onlyProblem("a: " + "[".repeat(100_000)).message().key()).isEqualTo("edit.tooDeep");
    }

    @Test
    void twenty_megabytes_are_refused() {
        assertThat(onlyProblem("a: " + "x".repeat(20 << 20)).message().key()).isEqualTo("edit.tooLong");
    }

    @Test
    void aliases_and_merge_keys_are_written_out() {
        var reading = ManifestReader.read("base: &base {a: 1, b: 2}\nmine:\n  <<: *base\n  b: 3\nagain: *base\n");
        assertThat(reading.documents().getFirst().tree())
                .isEqualTo(Map.of(
                        "base", Map.of("a", 1L, "b", 2L),
                        "mine", Map.of("a", 1L, "b", 3L),
                        "again", Map.of("a", 1L, "b", 2L)));
    }

    @Test
    void what_is_no_object_is_told() {
        assertThat(onlyProblem("- a\n- b\n").message().key()).isEqualTo("edit.noObject");
        assertThat(onlyProblem("just words\n").message().key()).isEqualTo("edit.noObject");
        assertThat(onlyProblem("? [a, b]\n: c\n").message().key()).isEqualTo("edit.keyNoText");
    }

    @Test
    void what_comes_before_a_mistake_is_read() {
        var reading = ManifestReader.read("kind: A\n---\nkind: [B\n---\nkind: C\n");
        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.grave()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"0644,420", "0o17,15", "0x1F,31", "08,08", "1e3,1000.0", "007,7", "1_000,1_000", "+5,5", "-1,-1"})
    void numbers_are_those_that_kubectl_reads(String written, String read) {
        Object value = ManifestReader.read("a: " + written)
                .documents()
                .getFirst()
                .tree()
                .get("a");
        assertThat(String.valueOf(value)).isEqualTo(read);
    }

    @Test
    void quoted_numbers_and_yes_and_no_are_texts() {
        var tree = ManifestReader.read("a: '1'\nb: yes\nc: off\nd: ~\ne: True\nf:\n")
                .documents()
                .getFirst()
                .tree();
        assertThat(tree)
                .containsEntry("a", "1")
                .containsEntry("b", "yes")
                .containsEntry("c", "off")
                .containsEntry("d", null)
                .containsEntry("e", true)
                .containsEntry("f", null);
    }

    private static Problem onlyProblem(String text) {
        List<Problem> problems = ManifestReader.read(text).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }
}
