package dev.fresnel.engine.query;

import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.Chip;
import dev.fresnel.engine.view.TableData.ColumnKind;
import dev.fresnel.engine.view.TableData.QueryError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns terms into tests of rows. For one query and one thread. */
final class QueryBinder {

    /** What {@code is:} knows besides severities. */
    static final String DELETING = "deleting";

    private final Columns columns;
    private final List<Column> shown;
    private @Nullable QueryError problem;

    QueryBinder(Columns columns, List<Column> shown) {
        this.columns = columns;
        this.shown = shown.stream()
                .filter(column -> column.from() == Column.From.CELLS)
                .toList();
    }

    BoundQuery bind(Query query) {
        problem = query.problem();
        List<RowTest> tests = new ArrayList<>();
        List<Chip> chips = new ArrayList<>();
        for (Term term : query.terms()) {
            RowTest test = switch (term) {
                case Term.Word word -> word(word);
                case Term.Label label -> label(label);
                case Term.Match match -> match(match);
            };
            if (test != null) {
                tests.add(term.negated() ? new Not(test) : test);
                chips.add(chip(term));
            }
        }
        return new BoundQuery(tests, chips, problem);
    }

    private record Not(RowTest test) implements RowTest {

        @Override
        public boolean test(Row row, long now) {
            return !test.test(row, now);
        }

        @Override
        public long until(Row row, long now) {
            return test.until(row, now);
        }
    }

    private Chip chip(Term term) {
        List<String> values = term.values().stream().map(Value::text).toList();
        return switch (term) {
            case Term.Word _ -> new Chip(term.start(), term.end(), null, "", values, term.negated(), null);
            case Term.Label label ->
                new Chip(
                        term.start(),
                        term.end(),
                        columns.labelTitle(),
                        ":",
                        values.isEmpty()
                                ? List.of(label.key())
                                : values.stream()
                                        .map(value -> label.key() + "=" + value)
                                        .toList(),
                        term.negated(),
                        null);
            case Term.Match match ->
                new Chip(
                        term.start(),
                        term.end(),
                        title(match.field()),
                        match.operator().sign(),
                        values,
                        term.negated(),
                        null);
        };
    }

    private String title(String field) {
        Column column = columns.field(field);
        return column != null ? column.shape().title() : columns.isTitle();
    }

    private RowTest word(Term.Word word) {
        List<TextTest> texts = word.values().stream().map(TextTest::within).toList();
        Predicate<String> wanted = text -> any(texts, text);
        return (row, _) -> {
            if (wanted.test(row.name()) || wanted.test(row.namespace())) {
                return true;
            }
            for (int i = 0; i < shown.size(); i++) {
                if (CellText.anyWord(shown.get(i).cell(row), wanted)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static RowTest label(Term.Label label) {
        String key = label.key();
        List<TextTest> texts = label.values().stream().map(TextTest::exact).toList();
        return (row, _) -> {
            String value = row.labels().get(key);
            return value != null && (texts.isEmpty() || any(texts, value));
        };
    }

    private @Nullable RowTest match(Term.Match match) {
        Column column = columns.field(match.field());
        if (column == null) {
            return match.field().equalsIgnoreCase(Columns.IS.id()) ? is(match) : unknown(match);
        }
        ColumnKind kind = column.shape().kind();
        if (CellNumber.isTime(kind)) {
            return time(match, column);
        }
        if (match.operator().compares()) {
            return CellNumber.isNumber(kind)
                    ? numbers(match, column)
                    : refuse(match, Phrase.of("query.notComparable", "field", match.field()));
        }
        boolean numbers = CellNumber.isNumber(kind) && match.values().stream().allMatch(value -> isNumber(value));
        return numbers ? numbers(match, column) : texts(match, column);
    }

    private static boolean isNumber(Value value) {
        return !value.isPattern() && Quantities.number(value.text()).isPresent();
    }

    private RowTest texts(Term.Match match, Column column) {
        List<TextTest> texts = match.values().stream()
                .filter(value -> !isNothing(value))
                .map(match.operator() == Operator.IS ? TextTest::whole : TextTest::within)
                .toList();
        boolean nothing = match.values().stream().anyMatch(QueryBinder::isNothing);
        Predicate<String> wanted = text -> any(texts, text);
        return switch (column.from()) {
            case NAME -> (row, _) -> wanted.test(row.name());
            case NAMESPACE -> (row, _) -> wanted.test(row.namespace());
            case CLUSTER -> (row, _) -> wanted.test(row.cluster());
            case CELLS ->
                (row, _) -> {
                    Cell cell = column.cell(row);
                    return CellText.any(cell, wanted) || (nothing && CellText.isEmpty(cell));
                };
        };
    }

    /** {@code node:""} asks for rows that have none. */
    private static boolean isNothing(Value value) {
        return !value.isPattern() && value.text().isEmpty();
    }

    private @Nullable RowTest numbers(Term.Match match, Column column) {
        List<RowTest> tests = new ArrayList<>();
        for (Value value : match.values()) {
            OptionalDouble number = value.isPattern() ? OptionalDouble.empty() : Quantities.number(value.text());
            if (number.isEmpty()) {
                return refuse(value, Phrase.of("query.badNumber", "value", value.text()));
            }
            tests.add(new NumberTest(
                    column, match.operator(), number.getAsDouble(), value.text().endsWith("%")));
        }
        return tests.size() == 1 ? tests.getFirst() : anyOf(tests);
    }

    private record NumberTest(Column column, Operator operator, double number, boolean part) implements RowTest {

        @Override
        public boolean test(Row row, long now) {
            double value = CellNumber.of(column.cell(row), part);
            return !Double.isNaN(value) && operator.accepts(Double.compare(value + 0.0, number + 0.0));
        }
    }

    private @Nullable RowTest time(Term.Match match, Column column) {
        if (!match.operator().compares()) {
            return refuse(match, Phrase.of("query.compareTimes", "field", match.field()));
        }
        Value value = match.values().getFirst();
        OptionalLong millis = value.isPattern() ? OptionalLong.empty() : Quantities.millis(value.text());
        return millis.isEmpty()
                ? refuse(value, Phrase.of("query.badDuration", "value", value.text()))
                : new TimeTest(column, match.operator(), millis.getAsLong());
    }

    private @Nullable RowTest is(Term.Match match) {
        if (match.operator().compares()) {
            return refuse(match, Phrase.of("query.notComparable", "field", match.field()));
        }
        List<RowTest> tests = new ArrayList<>();
        for (Value value : match.values()) {
            String wanted = value.text().toLowerCase(Locale.ROOT);
            Severity severity = severity(wanted);
            if (severity != null) {
                tests.add((row, _) -> row.severity() == severity);
            } else if (wanted.equals(DELETING)) {
                tests.add((row, _) -> row.deletingAt() != 0);
            } else {
                return refuse(
                        value,
                        Phrase.of("query.unknownState", "value", value.text(), "states", String.join(", ", states())));
            }
        }
        return anyOf(tests);
    }

    /** What {@code is:} can ask. */
    static List<String> states() {
        return Stream.concat(
                        Stream.of(Severity.values())
                                .map(severity -> severity.name().toLowerCase(Locale.ROOT)),
                        Stream.of(DELETING))
                .toList();
    }

    private static @Nullable Severity severity(String name) {
        for (Severity severity : Severity.values()) {
            if (severity.name().equalsIgnoreCase(name)) {
                return severity;
            }
        }
        return null;
    }

    private @Nullable RowTest unknown(Term.Match match) {
        List<String> fields = columns.fields();
        String nearest = Nearest.to(match.field(), fields);
        int end = match.fieldStart() + match.field().length();
        problem(new QueryError(
                match.fieldStart(),
                end,
                nearest != null
                        ? Phrase.of("query.unknownField", "field", match.field(), "nearest", nearest)
                        : Phrase.of(
                                "query.unknownFieldOf", "field", match.field(), "fields", String.join(", ", fields))));
        return null;
    }

    private @Nullable RowTest refuse(Term term, Phrase message) {
        problem(new QueryError(term.start(), term.end(), message));
        return null;
    }

    private @Nullable RowTest refuse(Value value, Phrase message) {
        problem(new QueryError(value.start(), value.end(), message));
        return null;
    }

    /** Told is the first one in the text. */
    private void problem(QueryError found) {
        if (problem == null || found.start() < problem.start()) {
            problem = found;
        }
    }

    private static boolean any(List<TextTest> texts, String text) {
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).test(text)) {
                return true;
            }
        }
        return false;
    }

    private static RowTest anyOf(List<RowTest> tests) {
        return (row, now) -> tests.stream().anyMatch(test -> test.test(row, now));
    }
}
