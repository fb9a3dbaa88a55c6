package dev.fresnel.engine.pack;

import dev.fresnel.engine.tree.ValuePath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a details page, as a pack declares it. What a pack does not place (conditions, relations, labels, annotations,
 * events) follows after what it does.
 */
public sealed interface SectionSpec {

    /** Stable; unique within its kind. */
    String id();

    /** In English. */
    String title();

    /** Labels with values; those without a value are left out. */
    record Properties(String id, String title, List<FieldSpec> fields) implements SectionSpec {

        public Properties {
            fields = List.copyOf(fields);
        }
    }

    /** Conditions, as in {@code status.conditions}. */
    record Conditions(String id, String title, ValuePath of) implements SectionSpec {}

    /**
     * A row for each element of a list, or of each inner list of it.
     *
     * @param each the list, and if there are more, lists within its elements; {@code parent} leads back out of them. A
     *     mapping counts as a list of {@code key} and {@code value}
     */
    record Table(String id, String title, List<ValuePath> each, List<FieldSpec> columns) implements SectionSpec {

        public Table {
            each = List.copyOf(each);
            columns = List.copyOf(columns);
        }
    }

    /**
     * A row for each key of several mappings, side by side.
     *
     * @param maps by the name under which columns find their values; {@code key} is the key
     */
    record JoinedTable(String id, String title, Map<String, ValuePath> maps, List<FieldSpec> columns)
            implements SectionSpec {

        public JoinedTable {
            maps = Collections.unmodifiableMap(new LinkedHashMap<>(maps));
            columns = List.copyOf(columns);
        }
    }

    /** The entries of a mapping. */
    record KeyValues(String id, String title, ValuePath of) implements SectionSpec {}

    /**
     * How much of each resource that the object offers has been promised to pods.
     *
     * @param to the relation that finds the pods
     * @param of what can be promised: a mapping of resources to quantities
     * @param capacity what there is in all, before the object keeps some for itself
     */
    record Allocated(String id, String title, String to, ValuePath of, ValuePath capacity) implements SectionSpec {}

    /** The keys of a mapping whose values stay hidden. */
    record Secrets(String id, String title, ValuePath of) implements SectionSpec {}

    /** A text of many lines. */
    record Text(String id, String title, ValuePath of, String language) implements SectionSpec {}

    /** Something of a pod's spec or a pod template's: its containers, its volumes, or its settings. */
    record PodPart(String id, String title, Part part, ValuePath of) implements SectionSpec {

        /** What of it. */
        public enum Part {
            CONTAINERS,
            VOLUMES,
            SETTINGS
        }
    }

    /** The objects of a relation. */
    record Related(String id, String title, String relation) implements SectionSpec {}

    /** Events of the object, and of those of some relations. */
    record Events(String id, String title, List<String> alsoOf) implements SectionSpec {

        public Events {
            alsoOf = List.copyOf(alsoOf);
        }
    }
}
