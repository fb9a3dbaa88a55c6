package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;

/**
 * A named function that a pack can call for a column or a property. Stateless; may be called by any thread.
 *
 * @param name as packs write it, for example {@code pod.status}
 * @param kind what its cells are
 * @param paths the fields that it reads
 * @param body how it works
 */
public record Function(String name, ColumnKind kind, List<String> paths, Body body) {

    public Function {
        paths = List.copyOf(paths);
    }

    static Function of(String name, ColumnKind kind, Body body, String... paths) {
        return new Function(name, kind, List.of(paths), body);
    }

    /** The cell of an object at a moment (milliseconds since 1970). */
    public Cell apply(Map<String, Object> object, long now) {
        return body.apply(object, now);
    }

    /** From an object's tree to a cell. Must not throw, whatever the tree holds. */
    @FunctionalInterface
    public interface Body {
        Cell apply(Map<String, Object> object, long now);
    }
}
