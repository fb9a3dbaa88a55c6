package dev.fresnel.simulator.reconcile;

import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;

/** Which object a controller is to look at; the namespace is {@code ""} for objects of the cluster. */
public record Key(String namespace, String name) {

    public static Key of(Map<String, Object> object) {
        return new Key(Meta.namespace(object), Meta.name(object));
    }

    /** The object's managing owner if that is of the kind, else nothing. */
    public static List<Key> ofController(Map<String, Object> object, String kind) {
        return Meta.controller(object)
                .filter(owner -> Tree.text(owner, "kind").equals(kind))
                .map(owner -> List.of(new Key(Meta.namespace(object), Tree.text(owner, "name"))))
                .orElse(List.of());
    }
}
