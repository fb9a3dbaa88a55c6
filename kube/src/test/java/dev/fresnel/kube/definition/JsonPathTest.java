package dev.fresnel.kube.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Paths as people write them into definitions, fair and foul. */
class JsonPathTest {

    private static final Map<?, ?> OBJECT = JsonMapper.shared().readValue("""
            {"metadata": {"name": "x", "labels": {"app.kubernetes.io/name": "shop", "a b": "spaces", "it's": "quoted"}},
             "spec": {"replicas": 3, "empty": {}, "nothing": null, "ratio": 0.5, "on": true, "key[0]": "odd",
               "ports": [{"name": "http", "port": 80}, {"name": "https", "port": 443}, {"name": "a]b", "port": 9}],
               "list": ["a", "b", "c", "d"]},
             "status": {"conditions": [
               {"type": "Ready", "status": "True", "reason": "say \\"hi\\""},
               {"type": "Synced", "status": "False", "observed": 7}]}}
            """, Map.class);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ".spec.replicas                                                    | [3]",
                "spec.replicas                                                     | [3]",
                "$.spec.replicas                                                   | [3]",
                "{.spec.replicas}                                                  | [3]",
                ".metadata.labels.app\\.kubernetes\\.io/name                       | [shop]",
                ".metadata.labels['app.kubernetes.io/name']                        | [shop]",
                ".metadata.labels[\"app.kubernetes.io/name\"]                      | [shop]",
                "['metadata']['labels']['a b']                                     | [spaces]",
                ".metadata.labels['it\\'s']                                        | [quoted]",
                ".spec['key[0]']                                                   | [odd]",
                ".spec['replicas','on']                                            | [3, true]",
                ".spec.ports[*].port                                               | [80, 443, 9]",
                ".spec.ports[0].name                                               | [http]",
                ".spec.ports[-1].port                                              | [9]",
                ".spec.ports[7].port                                               | []",
                ".spec.list[1:3]                                                   | [b, c]",
                ".spec.list[:2]                                                    | [a, b]",
                ".spec.list[-2:]                                                   | [c, d]",
                ".spec.list[::2]                                                   | [a, c]",
                ".status.conditions[?(@.type==\"Ready\")].status                   | [True]",
                ".status.conditions[?(@.type=='Ready')].status                     | [True]",
                ".status.conditions[?( @.type == 'Synced' )].status                | [False]",
                ".status.conditions[?(@.type!='Ready')].type                       | [Synced]",
                ".status.conditions[?(@.observed)].type                            | [Synced]",
                ".status.conditions[?(@.observed>6.5)].type                        | [Synced]",
                ".status.conditions[?(@.observed<7)].type                          | []",
                ".status.conditions[?(@['type']=='Ready')].status                  | [True]",
                ".status.conditions[?(@.reason=='say \"hi\"')].type                | [Ready]",
                ".spec.ports[?(@.port>=443)].name                                  | [https]",
                ".spec.ports[?(@.name=='a]b')].port                                | [9]",
                ".spec.ports[?(80<@.port)].name                                    | [https]",
                ".spec.list[?(@=='c')]                                             | [c]",
                "..port                                                            | [80, 443, 9]",
                ".spec.nothing                                                     | []",
                ".spec.replicas.deeper                                             | []",
                ".spec.list.name                                                   | []",
                ".nowhere[0].at[*].all                                             | []",
            })
    void a_path_finds_what_kubectl_finds(String path, String found) {
        assertThat(JsonPath.parse(path).evaluate(OBJECT)).hasToString(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".spec[", ".spec]", ".spec['a", ".spec[?(@.a==)]", ".spec[?(@.a=='x'", ".spec[?(a==b)]", ".spec[abc]",
                ".spec[?(@.a==1 && @.b==2)]", ".spec[1", ".spec[::0]", ".spec[99999999999]", "{.spec", ".a['b'c]",
                        ".a[]"
            })
    void what_is_no_path_is_said_to_be_none(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonPath.parse(path))
                .withMessageContaining(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".spec.replicas                                | true  | spec.replicas",
                ".metadata.labels.example\\.com/a              | true  | metadata.labels.\"example.com/a\"",
                ".status.conditions[?(@.type=='Ready')].status | false | status.conditions",
                ".spec.ports[0].name                           | false | spec.ports",
                "..port                                        | false | ''",
            })
    void the_fields_a_path_needs_are_known(String path, boolean simple, String fields) {
        assertThat(JsonPath.parse(path).simple()).isEqualTo(simple);
        assertThat(JsonPath.parse(path).fields()).isEqualTo(fields);
    }

    @Test
    void any_text_is_read_or_refused_and_what_is_read_can_be_evaluated() {
        Random random = new Random(7);
        String alphabet = ".[]()?@'\"\\*:$=!<>-ab01 {}";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length >= 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(JsonPath.parse(text.toString()).evaluate(OBJECT)).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("JSONPath ");
            }
        }
    }

    @Test
    void a_path_that_multiplies_what_it_finds_ends() {
        Object nested = List.of("x");
        for (int i = 0; i < 60; i++) {
            nested = List.of(nested, nested);
        }
        assertThat(JsonPath.parse(".*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*").evaluate(nested))
                .hasSize(10_000);
    }
}
