package dev.fresnel.engine.relation;

import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.ValuePath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link from objects of one kind to those of another, as a pack declares it.
 *
 * @param id unique within its kind, for example {@code pods}
 * @param title of the list on the details page, in English
 * @param kind of the other objects
 * @param how they are found
 * @param anyNamespace whether the others may be in other namespaces than the object
 */
public record Relation(String id, String title, KindName kind, How how, boolean anyNamespace) {

    /** How the others are found. */
    public sealed interface How {

        /** They name this object among their owners. */
        record Owned() implements How {}

        /** A selector of this object selects their labels. */
        record Selects(ValuePath selector) implements How {}

        /** A selector of theirs selects these labels of this object. */
        record SelectedBy(ValuePath theirSelector, ValuePath labels) implements How {}

        /** This object names them, by name or by a reference (a mapping that says which). */
        record Names(Source names, @Nullable Source namespace) implements How {}

        /**
         * They name this object, by name or by reference, in one of these fields.
         *
         * @param column one of their columns that links to this object too, so that a query can list them all
         */
        record NamedBy(List<ValuePath> fields, @Nullable String column) implements How {

            public NamedBy {
                fields = List.copyOf(fields);
            }
        }

        /** They carry these labels, with values taken from this object. */
        record Labelled(Map<String, Source> labels) implements How {

            public Labelled {
                labels = Map.copyOf(labels);
            }
        }
    }
}
