package dev.fresnel.engine.pack;

import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a Kind.
 *
 * @param id stable; in addresses and queries, for example {@code restarts}
 * @param title in English; packs translate it
 * @param kind what its cells are
 * @param priority 0 is always shown; 1 where there is room; 2 and more only when chosen (kubectl's wide columns)
 * @param aliases other names under which queries know it, for example {@code node} and {@code on}
 * @param width a hint in pixels, null to share what is left
 * @param about what it means, for its tooltip
 */
public record ColumnShape(
        String id,
        String title,
        ColumnKind kind,
        int priority,
        List<String> aliases,
        @Nullable Integer width,
        @Nullable String about) {

    public ColumnShape {
        aliases = List.copyOf(aliases);
    }
}
