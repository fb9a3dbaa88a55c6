package dev.fresnel.kube.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CustomResourceColumnsTest {

    private static final JsonNode DEFINITION = JsonMapper.shared().readTree("""
            {"spec": {"versions": [
              {"name": "v1", "additionalPrinterColumns": [
                {"name": "Ready", "type": "string", "jsonPath": ".status.conditions[?(@.type==\\"Ready\\")].status",
                 "description": "Whether it is"},
                {"name": "Size", "type": "integer", "format": "int32", "jsonPath": ".spec.size", "priority": 1},
                {"name": "Broken", "type": "string", "jsonPath": ".spec["}]},
              {"name": "v1alpha1"}]}}
            """);

    @Test
    void columns_are_those_of_the_version() {
        List<PrinterColumn> columns = CustomResourceColumns.columns(DEFINITION, "v1");

        assertThat(columns).extracting(PrinterColumn::name).containsExactly("Ready", "Size", "Broken");
        assertThat(columns.get(0).description()).isEqualTo("Whether it is");
        assertThat(columns.get(1).priority()).isEqualTo(1);
        assertThat(columns.get(1).format()).isEqualTo("int32");
    }

    @Test
    void a_version_without_columns_has_the_age() {
        assertThat(CustomResourceColumns.columns(DEFINITION, "v1alpha1"))
                .singleElement()
                .satisfies(column -> assertThat(
                                column.value(Map.of("metadata", Map.of("creationTimestamp", "2026-11-22T00:00:00Z"))))
                        .isEqualTo("2026-11-22T00:00:00Z"));
    }

    @Test
    void values_of_another_type_than_the_columns_are_left_out() {
        List<PrinterColumn> columns = CustomResourceColumns.columns(DEFINITION, "v1");
        Map<String, Object> odd = Map.of(
                "spec",
                Map.of("size", "large"),
                "status",
                Map.of("conditions", List.of(Map.of("type", "Ready", "status", 1L))));

        assertThat(columns.get(0).value(odd)).isEqualTo("1");
        assertThat(columns.get(1).value(odd)).isNull();
        assertThat(columns.get(1).value(Map.of("spec", Map.of("size", 3.0)))).isEqualTo(3L);
        assertThat(columns.get(2).value(odd)).isNull();
        assertThat(columns.get(0).value(Map.of())).isNull();
    }

    @Test
    void text_columns_show_lists_and_maps_as_json() {
        PrinterColumn column = PrinterColumn.of("X", "string", "", ".spec", 0, "");

        assertThat(column.value(Map.of("spec", List.of("a", 1L)))).isEqualTo("[\"a\",1]");
    }
}
