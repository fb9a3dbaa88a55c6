package dev.fresnel.engine.finding;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.tree.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that is judged, or that a rule looks at.
 *
 * @param kind of it
 * @param row of it
 * @param object all of it
 * @param now by the clock of its cluster, milliseconds since 1970
 */
public record Subject(KindName kind, Row row, Map<String, Object> object, long now) {

    /** {@code ""} for objects of the cluster. */
    public String namespace() {
        return row.namespace();
    }

    public String name() {
        return row.name();
    }

    /** The text at a place of the object, {@code ""} for none. */
    public String text(String... names) {
        return Tree.text(object, names);
    }

    /** The list at a place of the object, empty for none. */
    public List<Object> list(String... names) {
        return Tree.list(object, names);
    }

    /** The mapping at a place of the object, empty for none. */
    public Map<String, Object> map(String... names) {
        return Tree.map(object, names);
    }

    /** The moment at a place of the object. */
    public @Nullable Long time(String... names) {
        return Tree.time(object, names);
    }
}
