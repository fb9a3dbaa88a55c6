package dev.fresnel.engine.query;

import static dev.fresnel.engine.store.Pods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.store.PodShape;
import dev.fresnel.engine.store.Pods;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.view.TableData.Chip;
import dev.fresnel.engine.view.TableData.QueryError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundQueryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Columns COLUMNS =
            Columns.of(true, Map.of("prod", new PodShape().columns()), UnaryOperator.identity());

    private static final List<Row> ROWS = rows(
            pod("shop", "web-0")
                    .created(NOW.minus(Duration.ofMinutes(5)))
                    .label("app", "shop")
                    .node("node-a")
                    .memory(512)
                    .restarts(3),
            pod("shop-data", "db-0")
                    .created(NOW.minus(Duration.ofDays(2)))
                    .label("app", "db")
                    .phase("CrashLoopBackOff")
                    .memory(2048)
                    .restarts(12),
            pod("Tools", "Cache_1").created(NOW.minus(Duration.ofHours(1))).phase("Pending"));

    private static List<Row> rows(Pods... pods) {
        Store store = new Store("prod", PodShape.PODS, new PodShape(), InstantSource.fixed(NOW), Runnable::run);
        store.listStarted();
        for (Pods pod : pods) {
            store.upsert(pod.read());
        }
        store.listComplete();
        return store.snapshot().rows();
    }

    private static BoundQuery bind(String text) {
        return BoundQuery.bind(Query.parse(text), COLUMNS, COLUMNS.all());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "WEB                     | web-0",
                "shop                    | web-0 db-0",
                "node-a                  | web-0",
                "w*0                     | web-0",
                "*b-0                    | web-0 db-0",
                "512                     | -",
                "web,cache               | web-0 Cache_1",
                "-web                    | db-0 Cache_1",
                "ns:shop                 | web-0 db-0",
                "ns=shop                 | web-0",
                "ns:shop*                | web-0 db-0",
                "ns:tools                | Cache_1",
                "name:_                  | Cache_1",
                "status:crash,pending    | db-0 Cache_1",
                "status!=Running         | db-0 Cache_1",
                "restarts>3              | db-0",
                "restarts>=3             | web-0 db-0",
                "restarts:3              | web-0",
                "restarts=3,12           | web-0 db-0",
                "ready<1                 | db-0 Cache_1",
                "ready:1/2               | db-0 Cache_1",
                "memory>1Gi              | db-0",
                "memory<=512Mi           | web-0",
                "-memory>1Gi             | web-0 Cache_1",
                "memory:mib              | web-0 db-0",
                "age<1h                  | web-0",
                "age<=1h                 | web-0 Cache_1",
                "age>1d12h               | db-0",
                "age>90m                 | db-0",
                "label:app               | web-0 db-0",
                "label:app=shop          | web-0",
                "label:app=Shop          | -",
                "label:app=shop,d*       | web-0 db-0",
                "label:app!=shop         | db-0 Cache_1",
                "on:node-a               | web-0",
                "node:\"\"               | db-0 Cache_1",
                "node:*                  | web-0",
                "cluster:prod            | web-0 db-0 Cache_1",
                "cluster:test            | -",
                "is:failed               | db-0",
                "is:failed,healthy       | web-0 db-0",
                "-is:Healthy             | db-0 Cache_1",
                "is:deleting             | -",
                "ns:shop status:Running  | web-0",
                "``                      | web-0 db-0 Cache_1",
            })
    void rows_match_as_people_mean_it(String text, String names) {
        BoundQuery query = bind(text == null ? "" : text);

        assertThat(query.problem()).isNull();
        assertThat(ROWS.stream().filter(row -> query.test(row, NOW.toEpochMilli())))
                .extracting(Row::name)
                .containsExactlyInAnyOrder(names == null ? new String[0] : names.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "restart>3     | 0 | 7  | query.unknownField   | nearest | restarts",
                "a -foobar:x   | 3 | 9  | query.unknownFieldOf | field   | foobar",
                "restarts>many | 9 | 13 | query.badNumber      | value   | many",
                "restarts>3*   | 9 | 11 | query.badNumber      | value   | 3*",
                "age<1         | 4 | 5  | query.badDuration    | value   | 1",
                "age:1h        | 0 | 6  | query.compareTimes   | field   | age",
                "node>3        | 0 | 6  | query.notComparable  | field   | node",
                "is:bad        | 3 | 6  | query.unknownState   | value   | bad",
                "is>bad        | 0 | 6  | query.notComparable  | field   | is",
            })
    void what_cannot_be_asked_is_told_with_its_place(
            String text, int start, int end, String key, String arg, String value) {
        QueryError problem = Objects.requireNonNull(bind(text).problem(), text);

        assertThat(List.of(problem.start(), problem.end())).containsExactly(start, end);
        assertThat(problem.message().key()).isEqualTo(key);
        assertThat(problem.message().args()).containsEntry(arg, value);
    }

    @Test
    void the_first_problem_in_the_text_is_told() {
        assertThat(Objects.requireNonNull(bind("restarts>x age:").problem()).start())
                .isEqualTo(9);
        assertThat(Objects.requireNonNull(bind("age: restarts>x").problem()).start())
                .isZero();
    }

    @Test
    void chips_say_what_was_understood() {
        assertThat(bind("web -ns:a,b label:x=y restarts>=3").chips())
                .containsExactly(
                        new Chip(0, 3, null, "", List.of("web"), false, null),
                        new Chip(4, 11, "Namespace", ":", List.of("a", "b"), true, null),
                        new Chip(12, 21, "Label", ":", List.of("x=y"), false, null),
                        new Chip(22, 33, "Restarts", ">=", List.of("3"), false, null));
    }

    @Test
    void each_term_tells_what_would_match_without_it() {
        assertThat(bind("is:failed ns=shop cluster:prod").chipsWithout(ROWS, NOW.toEpochMilli()))
                .extracting(Chip::without)
                .containsExactly(1, 1, 0);
    }

    @Test
    void ages_tell_when_their_answer_changes() {
        BoundQuery young = bind("age<1h");
        Row web = ROWS.stream()
                .filter(row -> row.name().equals("web-0"))
                .findFirst()
                .orElseThrow();
        long until = young.until(web, NOW.toEpochMilli());

        assertThat(until).isEqualTo(NOW.plus(Duration.ofMinutes(55)).toEpochMilli());
        assertThat(young.test(web, until - 1)).isTrue();
        assertThat(young.test(web, until)).isFalse();
        assertThat(bind("restarts>3").until(web, NOW.toEpochMilli())).isEqualTo(Long.MAX_VALUE);
    }
}
