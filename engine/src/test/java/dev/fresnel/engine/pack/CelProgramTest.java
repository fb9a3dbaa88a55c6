package dev.fresnel.engine.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.tree.ValuePath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CelProgramTest {

    private static final Map<String, Object> OBJECT = Map.of(
            "metadata", Map.of("name", "x"),
            "spec", Map.of("triggers", List.of(Map.of("type", "cron"), Map.of("type", "kafka")), "min", 2L),
            "status", Map.of("conditions", List.of(Map.of("type", "Ready", "status", "False"))));

    @Test
    void computes_over_the_object() throws InvalidPackException {
        assertThat(evaluate("spec.triggers.map(t, t.type)")).isEqualTo(List.of("cron", "kafka"));
        assertThat(evaluate("self.spec.min + 1")).isEqualTo(3L);
        assertThat(evaluate("condition('Ready') == 'False' ? 'failed' : 'healthy'"))
                .isEqualTo("failed");
        assertThat(evaluate("has(spec.max) ? spec.max : 100")).isEqualTo(100L);
    }

    @Test
    void what_is_missing_has_no_value() throws InvalidPackException {
        assertThat(evaluate("spec.nothing.here")).isNull();
        assertThat(evaluate("spec.min + 'text'")).isNull();
        assertThat(evaluate("condition('Other')")).isEqualTo("");
    }

    @Test
    void knows_which_fields_it_reads() throws InvalidPackException {
        assertThat(program("spec.triggers.map(t, t.type).size() > self.status.x.y && condition('Ready') == 'True'")
                        .paths())
                .extracting(ValuePath::toString)
                .containsExactlyInAnyOrder("spec.triggers", "status.x.y", "status.conditions");
    }

    @Test
    void endless_work_ends() throws InvalidPackException {
        String list = "[1,2,3,4,5,6,7,8,9,10]";
        String all = "x + y + z + a + b > -1";
        String nested = list + ".all(x, " + list + ".all(y, " + list + ".all(z, " + list + ".all(a, " + list
                + ".all(b, " + all + ")))))";
        assertThat(evaluate(nested)).isNull();
    }

    private static @Nullable Object evaluate(String expression) throws InvalidPackException {
        return program(expression).evaluate(OBJECT);
    }

    private static CelProgram program(String expression) throws InvalidPackException {
        return CelProgram.compile(YamlReader.read("test.yaml", "\"" + expression.replace("\"", "\\\"") + "\""));
    }
}
