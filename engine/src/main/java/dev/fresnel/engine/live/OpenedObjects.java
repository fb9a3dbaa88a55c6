package dev.fresnel.engine.live;

import dev.fresnel.engine.store.Row;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What was found out by opening objects, so that each version is opened once for each question: by question, then by row, which
 * is another one when the object changes. A question that a round does not ask, and a row that it does not name, are forgotten.
 * For one thread.
 *
 * @param <A> the answers
 */
final class OpenedObjects<A> {

    private Map<Object, Map<Row, A>> before = Map.of();
    private Map<Object, Map<Row, A>> now = new HashMap<>();

    /** The answer to a question about a row; opened only where that is not known. */
    A answer(Object question, Row row, Function<Row, A> opened) {
        return now.computeIfAbsent(question, _ -> new IdentityHashMap<>()).computeIfAbsent(row, _ -> {
            Map<Row, A> earlier = before.get(question);
            A known = earlier == null ? null : earlier.get(row);
            return known == null ? opened.apply(row) : known;
        });
    }

    /** Ends a round of asking. */
    void endRound() {
        before = now;
        now = new HashMap<>();
    }
}
