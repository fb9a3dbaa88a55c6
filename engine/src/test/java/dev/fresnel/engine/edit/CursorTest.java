package dev.fresnel.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a place in an unfinished text is; the place is written {@code |}. */
class CursorTest {

    @Test
    void a_field_is_being_named_below_another() {
        Cursor cursor = at("spec:\n  replicas: 1\n  te|\n  paused: true\n");
        assertThat(cursor.path()).containsExactly("spec");
        assertThat(cursor.key()).isNull();
        assertThat(cursor.typed()).isEqualTo("te");
        assertThat(cursor.there()).containsExactlyInAnyOrder("replicas", "paused");
    }

    @Test
    void a_value_is_being_written() {
        Cursor cursor = at("spec:\n  containers:\n  - name: a\n    imagePullPolicy: If|\n");
        assertThat(cursor.path()).containsExactly("spec", "containers");
        assertThat(cursor.key()).isEqualTo("imagePullPolicy");
        assertThat(cursor.typed()).isEqualTo("If");
    }

    @Test
    void the_first_field_of_an_element_is_in_the_list() {
        assertThat(at("spec:\n  containers:\n  - na|\n").path()).containsExactly("spec", "containers");
        assertThat(at("spec:\n  containers:\n    - name: a\n    - |\n").path()).containsExactly("spec", "containers");
        assertThat(at("spec:\n  containers:\n  -|\n").path()).containsExactly("spec", "containers");
    }

    @Test
    void the_next_field_of_an_element_knows_its_neighbours() {
        Cursor cursor = at("spec:\n  containers:\n  - name: other\n    image: x\n  - name: a\n    |\n    env: []\n");
        assertThat(cursor.path()).containsExactly("spec", "containers");
        assertThat(cursor.there()).containsExactlyInAnyOrder("name", "env");
    }

    @Test
    void an_empty_line_is_where_its_spaces_end() {
        assertThat(at("spec:\n  template:\n    spec:\n      a: 1\n    |\n").path())
                .containsExactly("spec", "template");
        assertThat(at("spec:\n  a: 1\n|\n").path()).isEmpty();
    }

    @Test
    void keys_in_quotes_and_with_slashes_are_keys() {
        assertThat(at("metadata:\n  annotations:\n    \"a/b\": |\n").key()).isEqualTo("a/b");
        assertThat(at("metadata:\n  labels:\n    app.kubernetes.io/name: |\n").key())
                .isEqualTo("app.kubernetes.io/name");
    }

    private static Cursor at(String marked) {
        int place = marked.indexOf('|');
        String text = marked.replace("|", "");
        List<String> lines = List.of(text.split("\n", -1));
        String before = text.substring(0, place);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return Cursor.at(lines, line, place - before.lastIndexOf('\n') - 1);
    }
}
