package dev.fresnel.engine.live;

import dev.fresnel.engine.edit.Manifest;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What objects of a text need that others of it make: a namespace to be in, a definition of their kind. Immutable. */
final class Prerequisites {

    private static final String DEFINITION = "CustomResourceDefinition";

    private final Map<String, ObjectRef> namespaces = new HashMap<>();
    /** By group and kind. */
    private final Map<String, Defined> defined = new HashMap<>();

    /**
     * A kind that is not served yet.
     *
     * @param by its definition
     * @param resource as in {@code Kind.resource()}
     */
    record Defined(ObjectRef by, String resource, boolean namespaced) {}

    Prerequisites(String cluster, List<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            if (isNamespace(manifest)) {
                namespaces.put(manifest.name(), new ObjectRef(cluster, "namespaces", null, manifest.name()));
            } else if (isDefinition(manifest)) {
                String group = Tree.text(manifest.tree(), "spec", "group");
                defined.put(
                        group + "/" + Tree.text(manifest.tree(), "spec", "names", "kind"),
                        new Defined(
                                new ObjectRef(
                                        cluster,
                                        "customresourcedefinitions.apiextensions.k8s.io",
                                        null,
                                        manifest.name()),
                                Tree.text(manifest.tree(), "spec", "names", "plural") + "." + group,
                                Tree.text(manifest.tree(), "spec", "scope").equals("Namespaced")));
            }
        }
    }

    private static boolean isNamespace(Manifest manifest) {
        return manifest.apiVersion().equals("v1") && manifest.kind().equals("Namespace");
    }

    private static boolean isDefinition(Manifest manifest) {
        return manifest.apiVersion().startsWith("apiextensions.k8s.io/")
                && manifest.kind().equals(DEFINITION);
    }

    /** In their order, but for those that others need, which come first. */
    static List<Manifest> first(List<Manifest> manifests) {
        return manifests.stream()
                .sorted(Comparator.comparingInt(manifest -> isNamespace(manifest) ? 0 : isDefinition(manifest) ? 1 : 2))
                .toList();
    }

    /** Where a kind that is not served is defined; null where it is not. */
    @Nullable
    Defined defined(Manifest manifest) {
        String version = manifest.apiVersion();
        int slash = version.indexOf('/');
        return slash < 0 ? null : defined.get(version.substring(0, slash) + "/" + manifest.kind());
    }

    /** @param kind where the kind is not served yet */
    List<ObjectRef> of(ObjectRef ref, @Nullable Defined kind) {
        List<ObjectRef> needs = new ArrayList<>();
        ObjectRef namespace = ref.namespace() == null ? null : namespaces.get(ref.namespace());
        if (namespace != null) {
            needs.add(namespace);
        }
        if (kind != null) {
            needs.add(kind.by());
        }
        return needs;
    }
}
