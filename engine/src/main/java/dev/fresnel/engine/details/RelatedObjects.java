package dev.fresnel.engine.details;

import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.relation.RelatedQuery;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.kube.discovery.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what hangs together with an object, in the stores of its cluster and with the rights of the one who looks. Answers
 * at once with what is known; the caller builds the page again when more is.
 */
public interface RelatedObjects {

    /**
     * The objects of a kind that a query means.
     *
     * @param limit how many rows are wanted; all are counted
     * @return null where the cluster does not serve the kind
     */
    @Nullable
    Found find(KindName kind, RelatedQuery query, int limit);

    /**
     * The whole objects of a kind that a query means.
     *
     * @return null where the cluster does not serve the kind, or while they are not all known
     */
    @Nullable
    List<Map<String, Object>> whole(KindName kind, RelatedQuery query);

    /** The events about the objects of these uids, in any order. */
    Seen events(Collection<String> uids);

    /**
     * @param kind as served
     * @param columns of {@code rows}
     * @param rows at most as many as wanted
     * @param total how many there are
     * @param state how far this can be believed
     */
    record Found(Kind kind, List<ColumnShape> columns, List<Row> rows, int total, SourceState state) {}

    /**
     * @param events as trees
     * @param state how far this can be believed
     */
    record Seen(List<Map<String, Object>> events, SourceState state) {}
}
