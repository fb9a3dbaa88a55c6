package dev.fresnel.engine.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A query over things that are no rows of a table: a text, and fields by name. A thing without a field never meets it. */
public final class FieldQuery {

    private final List<Predicate<Thing>> tests;

    private FieldQuery(List<Predicate<Thing>> tests) {
        this.tests = tests;
    }

    /** What is asked. */
    public interface Thing {

        /** In which free words are looked for. */
        String text();

        /** The value of a field, null where there is none. */
        @Nullable
        String field(String name);
    }

    /** The terms of a query that could be read. */
    public static FieldQuery of(Query query) {
        List<Predicate<Thing>> tests = new ArrayList<>();
        for (Term term : query.terms()) {
            Predicate<Thing> test = switch (term) {
                case Term.Word word -> word(word);
                case Term.Match match -> match(match);
                case Term.Label label -> _ -> false;
            };
            tests.add(term.negated() ? test.negate() : test);
        }
        return new FieldQuery(tests);
    }

    /** Whether every term holds. */
    public boolean test(Thing thing) {
        for (Predicate<Thing> test : tests) {
            if (!test.test(thing)) {
                return false;
            }
        }
        return true;
    }

    /** Whether anything is asked at all. */
    public boolean asksNothing() {
        return tests.isEmpty();
    }

    private static Predicate<Thing> word(Term.Word word) {
        List<TextTest> any = word.values().stream()
                .map(value -> value.isPattern() ? TextTest.within(patternWithin(value)) : TextTest.within(value))
                .toList();
        return thing -> any.stream().anyMatch(test -> test.test(thing.text()));
    }

    /** A pattern is looked for anywhere in the text. */
    private static Value patternWithin(Value value) {
        List<String> parts = new ArrayList<>(value.parts());
        if (!parts.getFirst().isEmpty()) {
            parts.addFirst("");
        }
        if (!parts.getLast().isEmpty()) {
            parts.add("");
        }
        return new Value(value.start(), value.end(), parts);
    }

    private static Predicate<Thing> match(Term.Match match) {
        String field = match.field();
        if (match.operator().compares()) {
            Double than = number(match.values().getFirst().text());
            if (than == null) {
                return _ -> false;
            }
            return thing -> {
                Double value = number(thing.field(field));
                return value != null && match.operator().accepts(Double.compare(value, than));
            };
        }
        List<TextTest> any = match.values().stream()
                .map(value -> match.operator() == Operator.IS ? TextTest.whole(value) : TextTest.within(value))
                .toList();
        return thing -> {
            String value = thing.field(field);
            return value != null && any.stream().anyMatch(test -> test.test(value));
        };
    }

    private static @Nullable Double number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 32) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
