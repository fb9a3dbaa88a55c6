package dev.fresnel.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenedObjectsTest {

    private final OpenedObjects<Boolean> objects = new OpenedObjects<>();
    private final List<String> opened = new ArrayList<>();

    private static Row row(String version) {
        return new Row(1, "prod", "shop", "a", "1", version, 0, 0, Map.of(), List.of(), Severity.HEALTHY, List.of());
    }

    private void ask(Object question, Row row) {
        assertThat(objects.answer(question, row, each -> opened.add(question + " " + each.resourceVersion())))
                .isTrue();
    }

    @Test
    void each_version_is_opened_once_for_each_question() {
        Row first = row("1");
        ask("x", first);
        ask("x", first);
        objects.endRound();
        ask("x", first);
        ask("y", first);
        assertThat(opened).containsExactly("x 1", "y 1");

        Row second = row("2");
        ask("x", second);
        objects.endRound();
        ask("x", second);
        assertThat(opened).containsExactly("x 1", "y 1", "x 2");
    }

    @Test
    void what_is_no_longer_asked_is_forgotten() {
        Row row = row("1");
        ask("x", row);
        objects.endRound();
        objects.endRound(); // a round without it
        ask("x", row);
        assertThat(opened).containsExactly("x 1", "x 1");
    }
}
