package dev.fresnel.engine.relation;

import dev.fresnel.engine.kubernetes.Selectors;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which objects hang together with one: a {@link Relation} filled in with the one's values. It can be asked of any
 * candidate, so whoever holds objects can answer it by looking at each, or quicker by an index of their own.
 */
public sealed interface RelatedQuery {

    /** Where candidates are, null for everywhere. */
    @Nullable
    String namespace();

    /** Whether an object of the relation's kind is meant. */
    boolean matches(Candidate candidate);

    /** Whether {@link Candidate#object} is asked for, which may cost more than the rest. */
    default boolean readsObjects() {
        return false;
    }

    /** In the query language of tables, what lists the same objects; null where it cannot be said. */
    default @Nullable String query() {
        return null;
    }

    /** An object that may be meant. */
    interface Candidate {
        String namespace();

        String name();

        Map<String, String> labels();

        /** Uids of its owners. */
        List<String> owners();

        /** All of it, or at least what the query's fields name. */
        Map<String, Object> object();
    }

    /** Those owned by the object of this uid. */
    record OwnedBy(@Nullable String namespace, String uid) implements RelatedQuery {
        @Override
        public boolean matches(Candidate candidate) {
            return candidate.owners().contains(uid);
        }
    }

    /** Those whose labels are selected. */
    record Selected(@Nullable String namespace, Object selector) implements RelatedQuery {
        @Override
        public boolean matches(Candidate candidate) {
            return Selectors.selects(selector, candidate.labels());
        }

        @Override
        public @Nullable String query() {
            Map<String, Object> exact = Tree.map(selector, "matchLabels");
            boolean plain = Tree.list(selector, "matchExpressions").isEmpty();
            Map<String, Object> labels = exact.isEmpty() && plain ? Tree.map(selector) : exact;
            if (!plain || labels.isEmpty()) {
                return null;
            }
            return String.join(
                    " ",
                    labels.entrySet().stream()
                            .map(e -> "label:" + e.getKey() + "=" + Tree.scalar(e.getValue()))
                            .sorted()
                            .toList());
        }
    }

    /** Those of these names. */
    record Named(@Nullable String namespace, Set<String> names) implements RelatedQuery {

        public Named {
            names = Set.copyOf(names);
        }

        @Override
        public boolean matches(Candidate candidate) {
            return names.contains(candidate.name());
        }
    }

    /** Those with a selector that selects these labels. */
    record Selecting(@Nullable String namespace, ValuePath selector, Map<String, String> labels)
            implements RelatedQuery {

        public Selecting {
            labels = Map.copyOf(labels);
        }

        @Override
        public boolean matches(Candidate candidate) {
            return Selectors.selects(selector.read(candidate.object()), labels);
        }

        @Override
        public boolean readsObjects() {
            return true;
        }
    }

    /**
     * Those that name an object.
     *
     * @param fields of theirs that may name it
     * @param kind of the object that is named
     * @param place the named object's namespace, {@code ""} for one of the cluster
     * @param name the named object's name
     * @param query what lists the same objects
     */
    record Naming(
            @Nullable String namespace,
            List<ValuePath> fields,
            KindName kind,
            String place,
            String name,
            @Nullable String query)
            implements RelatedQuery {

        public Naming {
            fields = List.copyOf(fields);
        }

        @Override
        public boolean matches(Candidate candidate) {
            for (ValuePath field : fields) {
                Object found = field.read(candidate.object());
                if (found instanceof List<?> list
                        ? list.stream().anyMatch(one -> names(one, candidate))
                        : names(found, candidate)) {
                    return true;
                }
            }
            return false;
        }

        private boolean names(@Nullable Object reference, Candidate candidate) {
            if (!(reference instanceof Map)) {
                return name.equals(reference) && (place.isEmpty() || place.equals(candidate.namespace()));
            }
            String said = Tree.text(reference, "kind");
            String where = Tree.text(reference, "namespace");
            return name.equals(Tree.text(reference, "name"))
                    && (said.isEmpty() || said.equals(kind.name()))
                    && (place.isEmpty() || place.equals(where.isEmpty() ? candidate.namespace() : where));
        }

        @Override
        public boolean readsObjects() {
            return true;
        }
    }
}
