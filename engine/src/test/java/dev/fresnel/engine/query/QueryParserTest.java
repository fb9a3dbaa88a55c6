package dev.fresnel.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TableData.QueryError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "web               | web",
                "  web   shop      | web shop",
                "ns:team-*         | ns:team-*",
                "status:A,B        | status:A,B",
                "-status=Running   | -status=Running",
                "status!=Running   | -status=Running",
                "-status!=Running  | status=Running",
                "restarts>3        | restarts>3",
                "age<=1h30m        | age<=1h30m",
                "label:app         | label:app",
                "label:app=a,b*    | label:app=a,b*",
                "label:app!=x      | -label:app=x",
                "labels:a.b/c=d    | label:a.b/c=d",
                "\"a b\"           | \"a b\"",
                "\"a\\\"b\\\\\"    | \"a\\\"b\\\\\"",
                "a\" b\"c          | \"a bc\"",
                "\"*\"             | \"*\"",
                "a**b              | a*b",
                "-                 | \"-\"",
                "--x               | -\"-x\"",
                "10.0.0.1:80       | \"10.0.0.1:80\"",
                "image:nginx:1.25  | image:\"nginx:1.25\"",
                "node:\"\"         | node:\"\"",
            })
    void terms_are_read_and_printed_in_one_way(String text, String printed) {
        Query query = Query.parse(text);

        assertThat(query.problem()).isNull();
        assertThat(Query.print(query.terms())).isEqualTo(printed);
    }

    @Test
    void each_term_and_value_knows_its_place() {
        Query query = Query.parse(" ns:a  -status:\"B c\",D");

        assertThat(query.terms()).hasSize(2);
        assertThat(query.terms().getLast()).isInstanceOfSatisfying(Term.Match.class, match -> {
            assertThat(List.of(match.start(), match.end(), match.fieldStart())).containsExactly(7, 22, 8);
            assertThat(match.values())
                    .containsExactly(new Value(15, 20, List.of("B c")), new Value(21, 22, List.of("D")));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a status:         | 2 | 9  | query.valueMissing",
                "status:A,         | 0 | 9  | query.valueMissing",
                "status:,A b       | 0 | 9  | query.valueMissing",
                ",                 | 0 | 1  | query.valueMissing",
                "a \"b c           | 2 | 6  | query.openQuote",
                "x:\"b\\           | 2 | 5  | query.openQuote",
                "restarts>3,4      | 11| 12 | query.oneValue",
                "label:            | 0 | 6  | query.labelKeyMissing",
                "label:=x          | 0 | 8  | query.labelKeyMissing",
                "label:a,b         | 0 | 9  | query.labelKeyMissing",
                "label:a=          | 0 | 8  | query.valueMissing",
            })
    void what_is_wrong_is_told_with_its_place(String text, int start, int end, String key) {
        QueryError problem = Objects.requireNonNull(Query.parse(text).problem(), text);

        assertThat(List.of(problem.start(), problem.end())).containsExactly(start, end);
        assertThat(problem.message().key()).isEqualTo(key);
    }

    @Test
    void what_can_be_read_is_kept_beside_what_cannot() {
        Query query = Query.parse("web status: ns:a");

        assertThat(Query.print(query.terms())).isEqualTo("web ns:a");
        assertThat(query.problem()).isNotNull();
    }

    @Test
    void too_much_is_refused() {
        assertThat(Query.parse("a".repeat(5_000)).problem()).isNotNull();
        Query many = Query.parse("a ".repeat(100));
        assertThat(many.problem()).isNotNull();
        assertThat(many.terms()).hasSize(50);
        assertThat(Query.parse("a,".repeat(199) + "a").problem()).isNull();
        Query manyValues = Query.parse("x " + "a,".repeat(200) + "a");
        assertThat(Query.print(manyValues.terms())).isEqualTo("x");
        assertThat(manyValues.problem())
                .isEqualTo(new QueryError(2, 403, Phrase.of("query.tooManyValues", "most", "200")));
    }

    @Test
    void what_is_printed_reads_back_as_the_same_terms() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            List<Term> terms = IntStream.range(0, random.nextInt(4))
                    .mapToObj(_ -> term(random))
                    .toList();
            String printed = Query.print(terms);
            Query read = Query.parse(printed);

            assertThat(read.problem()).as(printed).isNull();
            assertThat(read.terms().stream().map(QueryParserTest::withoutPlaces).toList())
                    .as(printed)
                    .isEqualTo(terms);
        }
    }

    @Test
    void any_text_is_read_and_places_lie_within_it() {
        Random random = new Random(11);
        String alphabet = "ab-*:=!<>,\" \\\t0.label;é\uD83D";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Query query = Query.parse(text.toString());
            int last = 0;
            for (Term term : query.terms()) {
                assertThat(term.start()).as(text.toString()).isGreaterThanOrEqualTo(last);
                assertThat(term.end()).isGreaterThan(term.start()).isLessThanOrEqualTo(text.length());
                last = term.end();
            }
            QueryError problem = query.problem();
            if (problem != null) {
                assertThat(problem.start()).as(text.toString()).isBetween(0, problem.end() - 1);
                assertThat(problem.end()).isLessThanOrEqualTo(text.length());
            }
            String printed = Query.print(query.terms());
            assertThat(Query.print(Query.parse(printed).terms())).isEqualTo(printed);
        }
    }

    private static Term term(Random random) {
        boolean negated = random.nextBoolean();
        return switch (random.nextInt(3)) {
            case 0 -> new Term.Word(0, 0, negated, values(random, 3));
            case 1 ->
                new Term.Label(0, 0, negated, "k8s.io/a-b_" + random.nextInt(9), values(random, random.nextInt(3)));
            default -> {
                Operator operator = List.copyOf(EnumSet.allOf(Operator.class)).get(random.nextInt(6));
                int most = operator.compares() ? 1 : 3;
                yield new Term.Match(0, 0, negated, "f" + random.nextInt(9), 0, operator, values(random, most));
            }
        };
    }

    private static List<Value> values(Random random, int most) {
        List<Value> values = new ArrayList<>();
        for (int n = most == 0 ? 0 : 1 + random.nextInt(most); n > 0; n--) {
            List<String> parts = new ArrayList<>();
            int count = 1 + random.nextInt(3);
            for (int p = 0; p < count; p++) {
                boolean between = p > 0 && p < count - 1;
                parts.add(part(random, between ? 1 : 0));
            }
            values.add(new Value(0, 0, parts));
        }
        return values;
    }

    private static String part(Random random, int least) {
        String alphabet = "ab-Z09. ,:*\"\\=<é";
        StringBuilder part = new StringBuilder();
        for (int n = least + random.nextInt(5); n > 0; n--) {
            part.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return part.toString();
    }

    private static Term withoutPlaces(Term term) {
        List<Value> values = term.values().stream()
                .map(value -> new Value(0, 0, value.parts()))
                .toList();
        return switch (term) {
            case Term.Word word -> new Term.Word(0, 0, word.negated(), values);
            case Term.Label label -> new Term.Label(0, 0, label.negated(), label.key(), values);
            case Term.Match match -> new Term.Match(0, 0, match.negated(), match.field(), 0, match.operator(), values);
        };
    }
}
