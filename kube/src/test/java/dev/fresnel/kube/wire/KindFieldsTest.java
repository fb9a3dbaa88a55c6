package dev.fresnel.kube.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KindFieldsTest {

    @Test
    void fields_are_named_and_typed_as_in_json() {
        assertThat(field("apps/v1", "Deployment", "spec", "replicas").value()).isEqualTo(KindFields.Value.INTEGER);
        assertThat(field("apps/v1", "Deployment", "spec", "paused").value()).isEqualTo(KindFields.Value.BOOLEAN);
        assertThat(field("v1", "Pod", "spec", "containers").list()).isTrue();
        KindFields.Field selector = field("apps/v1", "Deployment", "spec", "template", "spec", "nodeSelector");
        assertThat(selector.map()).isTrue();
        assertThat(selector.value()).isEqualTo(KindFields.Value.STRING);
    }

    @Test
    void what_go_embeds_stands_in_its_place() {
        assertThat(below("v1", "Pod", "spec", "volumes").fields()).containsKeys("name", "configMap", "emptyDir");
    }

    @Test
    void a_type_is_equal_to_itself_wherever_it_stands() {
        assertThat(below("apps/v1", "Deployment", "spec", "template", "spec")).isEqualTo(below("v1", "Pod", "spec"));
        assertThat(below("v1", "Pod", "spec").name()).isEqualTo("PodSpec");
        assertThat(KindFields.of("v1", "Nothing")).isEmpty();
    }

    private static KindFields below(String apiVersion, String kind, String... path) {
        return requireNonNull(field(apiVersion, kind, path).fields());
    }

    private static KindFields.Field field(String apiVersion, String kind, String... path) {
        KindFields fields = KindFields.of(apiVersion, kind).orElseThrow();
        for (int i = 0; i < path.length - 1; i++) {
            fields = requireNonNull(requireNonNull(fields.fields().get(path[i])).fields());
        }
        return requireNonNull(fields.fields().get(path[path.length - 1]));
    }
}
