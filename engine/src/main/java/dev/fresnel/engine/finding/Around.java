package dev.fresnel.engine.finding;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Row;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects around the one that is judged, in its cluster. What may not be seen, or is not known yet, is not missing: a rule
 * that would blame its absence asks {@link #knows} first.
 */
public interface Around {

    /** Whether all objects of a kind are known, so that one that is not found does not exist. */
    boolean knows(KindName kind);

    /** The object of that name, or null. */
    @Nullable
    Subject named(KindName kind, String namespace, String name);

    /** The rows of all objects of a kind. */
    List<Row> rows(KindName kind);

    /** The rows of the objects of a kind in a namespace. */
    List<Row> rows(KindName kind, String namespace);

    /** The rows of the objects of a kind that are owned by the one with this uid. */
    List<Row> owned(KindName kind, String uid);

    /** The object of a row that this has given. */
    @Nullable
    Subject open(KindName kind, Row row);

    /**
     * What is worked out of an object, once for each version of it; null where it cannot be opened.
     *
     * @param type of the answer; each type is worked out in one way only
     */
    <T> @Nullable T derived(KindName kind, Row row, Class<T> type, Function<Subject, T> how);

    /**
     * What is worked out of many objects, once until any changes. Who asks says by another method what it looks at.
     *
     * @param question with the same answer for all who ask
     */
    <T> T once(Object question, Supplier<T> answer);

    /** The events about an object that are warnings, newest first, as trees. */
    List<Map<String, Object>> warnings(Subject about);
}
