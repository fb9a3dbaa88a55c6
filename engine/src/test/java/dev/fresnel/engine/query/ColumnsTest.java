package dev.fresnel.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ColumnsTest {

    @Test
    void a_name_comes_first_then_where_it_is() {
        assertThat(ids(shape("ready", ColumnKind.RATIO), shape("age", ColumnKind.TIME)))
                .containsExactly("name", "namespace", "cluster", "ready", "age");
    }

    @Test
    void where_another_column_leads_the_name_comes_last_and_places_stand_before_figures() {
        assertThat(ids(
                        shape("type", ColumnKind.STATUS),
                        shape("reason", ColumnKind.NAME),
                        shape("message", ColumnKind.TEXT),
                        shape("count", ColumnKind.NUMBER)))
                .containsExactly("type", "reason", "message", "namespace", "cluster", "count", "name");
    }

    @Test
    void a_name_that_does_not_lead_is_still_found_by_queries_and_shown_when_chosen() {
        Columns columns = columns(shape("reason", ColumnKind.NAME));
        assertThat(columns.name().id()).isEqualTo("name");
        assertThat(columns.find("name")).isEqualTo(columns.name());
        assertThat(columns.name().shape().priority()).isEqualTo(2);
    }

    private static List<String> ids(ColumnShape... shapes) {
        return columns(shapes).all().stream().map(Column::id).toList();
    }

    private static Columns columns(ColumnShape... shapes) {
        return Columns.of(true, Map.of("one", List.of(shapes)), UnaryOperator.identity());
    }

    private static ColumnShape shape(String id, ColumnKind kind) {
        return new ColumnShape(id, id, kind, 0, List.of(), null, null);
    }
}
