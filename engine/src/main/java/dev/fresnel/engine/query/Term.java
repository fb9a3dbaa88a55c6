package dev.fresnel.engine.query;

import java.util.List;

/** One condition of a query. A row must meet all of them. Offsets are into the query's text, ends exclusive. */
public sealed interface Term {

    int start();

    int end();

    /** Whether it must not hold. */
    boolean negated();

    /** Alternatives: one must hold. */
    List<Value> values();

    /** A text to be found in a row's name, namespace or any text that the table shows. */
    record Word(int start, int end, boolean negated, List<Value> values) implements Term {

        public Word {
            values = List.copyOf(values);
        }
    }

    /**
     * A field against values.
     *
     * @param field as written
     * @param fieldStart where its name begins
     */
    record Match(
            int start, int end, boolean negated, String field, int fieldStart, Operator operator, List<Value> values)
            implements Term {

        public Match {
            values = List.copyOf(values);
        }
    }

    /**
     * A label that an object has, with one of these values.
     *
     * @param key the label's key
     * @param values empty where any will do
     */
    record Label(int start, int end, boolean negated, String key, List<Value> values) implements Term {

        public Label {
            values = List.copyOf(values);
        }
    }
}
