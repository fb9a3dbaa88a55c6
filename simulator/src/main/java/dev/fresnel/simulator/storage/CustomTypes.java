package dev.fresnel.simulator.storage;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Serves the types that CustomResourceDefinitions define, from their creation to their deletion. */
final class CustomTypes {

    private final ResourceTypes types;

    CustomTypes(ResourceTypes types) {
        this.types = types;
    }

    /** Follows a write; {@code deleteAll} is called for a type that is served no more. */
    void follow(ResourceType type, Change.Type what, Map<String, Object> object, Consumer<ResourceType> deleteAll) {
        if (!type.kind().equals("CustomResourceDefinition") || !type.group().equals("apiextensions.k8s.io")) {
            return;
        }
        List<ResourceType> versions = versions(object);
        if (what == Change.Type.DELETED) {
            versions.stream().limit(1).forEach(deleteAll);
            versions = List.of();
        }
        types.replace(Tree.text(object, "spec", "group"), Tree.text(object, "spec", "names", "plural"), versions);
    }

    private static List<ResourceType> versions(Map<String, Object> definition) {
        Map<String, Object> names = Tree.map(definition, "spec", "names");
        String kind = Tree.text(names, "kind");
        String singular = Tree.text(names, "singular");
        List<ResourceType> versions = new ArrayList<>();
        for (Map<String, Object> version : Tree.maps(definition, "spec", "versions")) {
            if (!Tree.isTrue(version, "served")) {
                continue;
            }
            versions.add(new ResourceType(
                    Tree.text(definition, "spec", "group"),
                    Tree.text(version, "name"),
                    kind,
                    Tree.text(names, "plural"),
                    singular.isEmpty() ? kind.toLowerCase(Locale.ROOT) : singular,
                    Tree.texts(names, "shortNames"),
                    Tree.text(definition, "spec", "scope").equals("Namespaced"),
                    Tree.texts(names, "categories"),
                    ResourceType.ALL_VERBS,
                    Set.copyOf(Tree.map(version, "subresources").keySet())));
        }
        versions.sort((a, b) -> VersionOrder.NEWEST_FIRST.compare(a.version(), b.version()));
        return versions;
    }
}
