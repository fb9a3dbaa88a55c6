package dev.fresnel.engine.relation;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills relations in with the values of an object. */
public final class RelatedQueries {

    private RelatedQueries() {}

    /**
     * The query of a relation for an object, or null where the object says nothing that others could be found by, such as
     * a pod that has no node yet.
     *
     * @param kind of the object
     * @param object its tree
     */
    public static @Nullable RelatedQuery of(Relation relation, KindName kind, Map<String, Object> object) {
        String place = Tree.text(object, "metadata", "namespace");
        String name = Tree.text(object, "metadata", "name");
        String namespace = place.isEmpty() || relation.anyNamespace() ? null : place;
        return switch (relation.how()) {
            case Relation.How.Owned _ -> {
                String uid = Tree.text(object, "metadata", "uid");
                yield uid.isEmpty() ? null : new RelatedQuery.OwnedBy(namespace, uid);
            }
            case Relation.How.Selects selects -> {
                Object selector = selects.selector().read(object);
                yield selector instanceof Map<?, ?> map && !map.isEmpty()
                        ? new RelatedQuery.Selected(namespace, selector)
                        : null;
            }
            case Relation.How.SelectedBy by -> {
                Map<String, String> labels = labels(by.labels(), object);
                yield labels.isEmpty() ? null : new RelatedQuery.Selecting(namespace, by.theirSelector(), labels);
            }
            case Relation.How.Names names -> named(names, relation, object, namespace);
            case Relation.How.NamedBy by ->
                new RelatedQuery.Naming(namespace, by.fields(), kind, place, name, query(by, name));
            case Relation.How.Labelled labelled -> {
                Map<String, Object> labels = new HashMap<>();
                labelled.labels().forEach((key, value) -> labels.put(key, Tree.brief(value.read(object))));
                yield labels.containsValue("") ? null : new RelatedQuery.Selected(namespace, labels);
            }
        };
    }

    private static @Nullable RelatedQuery named(
            Relation.How.Names names, Relation relation, Map<String, Object> object, @Nullable String namespace) {
        Object found = names.names().read(object);
        Set<String> wanted = new HashSet<>();
        String place =
                names.namespace() == null ? "" : Tree.brief(names.namespace().read(object));
        for (Object one : found instanceof List<?> list ? list : found == null ? List.of() : List.of(found)) {
            String kind = Tree.text(one, "kind");
            if (!(one instanceof Map)) {
                wanted.add(Tree.scalar(one));
            } else if (kind.isEmpty() || kind.equals(relation.kind().name())) {
                wanted.add(Tree.text(one, "name"));
                place = place.isEmpty() ? Tree.text(one, "namespace") : place;
            }
        }
        wanted.remove("");
        return wanted.isEmpty() ? null : new RelatedQuery.Named(place.isEmpty() ? namespace : place, wanted);
    }

    private static Map<String, String> labels(ValuePath path, Map<String, Object> object) {
        Map<String, String> labels = new HashMap<>();
        Tree.map(path.read(object)).forEach((key, value) -> labels.put(key, Tree.scalar(value)));
        return labels;
    }

    private static @Nullable String query(Relation.How.NamedBy by, String name) {
        return by.column() == null ? null : by.column() + ":" + name;
    }
}
