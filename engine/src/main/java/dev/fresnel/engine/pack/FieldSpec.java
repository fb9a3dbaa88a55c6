package dev.fresnel.engine.pack;

import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, or a property of a details page: they are written alike.
 *
 * @param id stable; of properties made from the title
 * @param title in English
 * @param value where its cell comes from
 * @param priority 0 always, 1 where there is room, 2 and more only when chosen
 * @param aliases other names for queries
 * @param width a hint in pixels
 * @param about what it means
 */
public record FieldSpec(
        String id,
        String title,
        FieldValue value,
        int priority,
        List<String> aliases,
        @Nullable Integer width,
        @Nullable String about) {

    public FieldSpec {
        aliases = List.copyOf(aliases);
    }

    /** As the table sees it where it leads to the object in the name's place. */
    ColumnShape leading() {
        return new ColumnShape(id, title, ColumnKind.NAME, 0, aliases, width, about);
    }

    /** As the table sees it. */
    public ColumnShape shape() {
        return new ColumnShape(id, title, value.kind(), priority, aliases, width, about);
    }
}
