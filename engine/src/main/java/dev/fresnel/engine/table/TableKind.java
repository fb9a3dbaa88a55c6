package dev.fresnel.engine.table;

import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.view.ViewRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a table says about its kind, in the person's language.
 *
 * @param resource as in {@code Kind.resource()}
 * @param title the kind in the plural
 * @param kindTitle the kind in the singular
 * @param about what the kind is for, a sentence
 * @param namespaced whether its objects have namespaces
 * @param sort the order when nobody asks for another, and where rows are alike in what is asked for; empty for names
 * @param translation puts a column's title and tooltip into the person's language
 */
public record TableKind(
        String resource,
        String title,
        String kindTitle,
        @Nullable String about,
        boolean namespaced,
        List<ViewRequest.Sort> sort,
        UnaryOperator<ColumnShape> translation) {

    /** By name, the order of most kinds. */
    public static final List<ViewRequest.Sort> BY_NAME = List.of();

    public TableKind {
        sort = List.copyOf(sort);
    }
}
