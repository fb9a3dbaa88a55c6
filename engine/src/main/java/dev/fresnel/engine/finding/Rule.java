package dev.fresnel.engine.finding;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Row;
import java.util.List;

/** Looks at objects of one kind and says what is wrong with them. Without state, for any thread. */
public interface Rule {

    /** The kind it judges. */
    KindName kind();

    /** Other kinds that it looks at: these are watched too. */
    default List<KindName> reads() {
        return List.of();
    }

    /** Whether an object may have the problem, judged by its row alone; only then is the object opened. */
    default boolean suspects(Row row) {
        return true;
    }

    /**
     * What is wrong with an object, worst first. Several answers are several causes.
     *
     * @param around whatever it looks at there is remembered: when that changes, this is asked again
     */
    List<Finding> judge(Subject subject, Around around);
}
