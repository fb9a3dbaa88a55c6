package dev.fresnel.engine.pack;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.kube.discovery.Kind;
import org.jspecify.annotations.Nullable;

/** Makes links of names and references; what cannot be linked to stays readable as text. */
public final class References {

    private References() {}

    /** A link to an object of a kind, in {@code namespace} or, if that is empty, where the reading object is. */
    public static Cell link(KindName target, String namespace, String name, boolean showKind, Reading reading) {
        String text = showKind ? target.name() + "/" + name : name;
        ObjectRef ref = ref(target, namespace, name, reading);
        return ref == null ? new Cell.Text(text) : new Cell.Link(text, ref, null);
    }

    /** Names an object, or null where its kind is not served. */
    public static @Nullable ObjectRef ref(KindName target, String namespace, String name, Reading reading) {
        Kind kind = reading.kinds().find(target.group(), target.name());
        if (kind == null) {
            return null;
        }
        String place = namespace.isEmpty() ? reading.namespace() : namespace;
        return new ObjectRef(
                reading.kinds().cluster(), kind.resource(), kind.namespaced() && !place.isEmpty() ? place : null, name);
    }

    /**
     * A link from a reference map.
     *
     * @param fallback the kind, where the reference does not say
     * @param place the namespace, where the reference does not say; {@code ""} for the reader's
     */
    public static Cell link(
            Object reference, @Nullable KindName fallback, String place, boolean showKind, Reading reading) {
        String name = Tree.text(reference, "name");
        String kind = Tree.text(reference, "kind");
        if (kind.isEmpty() && name.isEmpty()) {
            return new Cell.Missing();
        }
        if (kind.isEmpty() && fallback == null) {
            return new Cell.Text(name);
        }
        KindName target =
                kind.isEmpty() && fallback != null ? fallback : new KindName(group(reference, fallback), kind);
        String namespace = Tree.text(reference, "namespace");
        if (name.isEmpty()) {
            return ScalarValue.cell(ScalarValue.Style.TEXT, target.name());
        }
        return link(target, namespace.isEmpty() ? place : namespace, name, showKind, reading);
    }

    private static String group(Object reference, @Nullable KindName fallback) {
        for (String key : new String[] {"apiGroup", "group"}) {
            if (Tree.at(reference, key) != null) {
                return Tree.text(reference, key);
            }
        }
        if (Tree.at(reference, "apiVersion") != null) {
            return KindName.group(Tree.text(reference, "apiVersion"));
        }
        return fallback != null && fallback.name().equals(Tree.text(reference, "kind")) ? fallback.group() : "";
    }
}
