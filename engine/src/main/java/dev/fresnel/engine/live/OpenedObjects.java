package dev.fresnel.engine.live;

import dev.fresnel.engine.store.Row;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What was found out by opening objects, so that each version is opened once for each question: by question, then by row, which
 * is another one when the object changes. A question that a round does not ask, and a row that it does not name, are forgotten.
 * For one thread.
 */
final class OpenedObjects {

    private Map<Object, IdentityHashMap<Row, Boolean>> before = Map.of();
    private Map<Object, IdentityHashMap<Row, Boolean>> now = new HashMap<>();

    /** Whether a row is meant by a question; opened only where that is not known. */
    boolean matches(Object question, Row row, Predicate<Row> opened) {
        IdentityHashMap<Row, Boolean> answers = now.computeIfAbsent(question, _ -> new IdentityHashMap<>());
        Boolean known = answers.get(row);
        if (known == null) {
            IdentityHashMap<Row, Boolean> earlier = before.get(question);
            known = earlier == null ? null : earlier.get(row);
            if (known == null) {
                known = opened.test(row);
            }
            answers.put(row, known);
        }
        return known;
    }

    /** Ends a round of asking. */
    void endRound() {
        before = now;
        now = new HashMap<>();
    }
}
