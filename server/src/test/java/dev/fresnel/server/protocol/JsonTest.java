package dev.fresnel.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData;
import dev.fresnel.engine.view.ViewRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void reads_what_a_browser_opens() {
        ClientMessage message = Json.read("""
                {"type":"open","id":7,"view":{"type":"table","clusters":["a"],"namespaces":[],"resource":"pods",
                 "query":"","sort":{"column":"age","descending":true},"offset":0,"limit":50,"columns":null}}""");

        assertThat(message)
                .isEqualTo(new ClientMessage.Open(
                        7,
                        new ViewRequest.Table(
                                List.of("a"), List.of(), "pods", "", new ViewRequest.Sort("age", true), 0, 50, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clusters", "namespaces", "resource", "query"})
    void refuses_null_where_something_must_be(String field) {
        String good = """
                {"type":"open","id":7,"view":{"type":"table","clusters":["a"],"namespaces":["b"],"resource":"pods",
                 "query":"q","sort":null,"offset":0,"limit":50,"columns":null}}""";
        assertThat(Json.read(good)).isInstanceOf(ClientMessage.Open.class);

        String bad = good.replaceFirst("\"" + field + "\":(\\[[^]]*]|\"[^\"]*\")", "\"" + field + "\":null");

        assertThat(bad).isNotEqualTo(good);
        assertThatThrownBy(() -> Json.read(bad))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(field);
        assertThatThrownBy(() -> Json.read(good.replace("[\"a\"]", "[null]")))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> Json.read("{\"type\":\"open\",\"id\":7,\"view\":null}"))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void tells_records_of_a_union_apart_by_type_and_writes_enums_in_lower_case() {
        var row = new TableData.Row(
                1,
                new ObjectRef("a", "pods", "shop", "web-0"),
                Severity.FAILED,
                false,
                List.of(new Cell.Status(Severity.FAILED, "CrashLoopBackOff"), new Cell.Missing()));

        assertThat(Json.write(row)).isEqualTo("""
                {"id":1,"ref":{"cluster":"a","resource":"pods","namespace":"shop","name":"web-0"},\
                "severity":"failed","gone":false,"cells":[\
                {"type":"status","severity":"failed","text":"CrashLoopBackOff","reason":null},{"type":"missing"}]}""");
    }

    @Test
    void says_what_is_wrong_with_a_message_that_is_none() {
        for (String text :
                List.of("", "null", "[]", "{", "{\"type\":\"launch\"}", "{\"type\":\"close\"}", "[".repeat(50))) {
            assertThatThrownBy(() -> Json.read(text))
                    .as(text)
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageMatching("(?s).+");
        }
    }

    @Test
    void the_browsers_types_name_every_record_as_jackson_writes_it() {
        String types = TypeScript.generate();

        assertThat(types)
                .contains(
                        "export interface CellStatus {\n  type: \"status\";\n  severity: Severity;\n  text: string;\n  reason: Phrase | null;\n}");
        assertThat(types).contains("export type Severity = \"failed\" | \"warning\"");
        assertThat(types).contains("sort: ViewRequestSort | null;");
        assertThat(types).contains("bySeverity: Partial<Record<Severity, number>>;");
    }
}
