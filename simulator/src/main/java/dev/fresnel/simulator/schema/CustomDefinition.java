package dev.fresnel.simulator.schema;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Tree;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a CustomResourceDefinition says about one version of its type. */
public final class CustomDefinition {

    private CustomDefinition() {}

    /** The entry of {@code spec.versions} for a type's version; empty where there is none. */
    public static Map<String, Object> version(@Nullable Map<String, Object> definition, ResourceType type) {
        return Tree.maps(definition, "spec", "versions").stream()
                .filter(version -> Tree.text(version, "name").equals(type.version()))
                .findFirst()
                .orElse(Map.of());
    }

    /** A warning to whoever uses a version that is deprecated. */
    public static Optional<String> deprecation(@Nullable Map<String, Object> definition, ResourceType type) {
        Map<String, Object> version = version(definition, type);
        if (!Tree.isTrue(version, "deprecated")) {
            return Optional.empty();
        }
        String warning = Tree.text(version, "deprecationWarning");
        String newest = Tree.maps(definition, "spec", "versions").stream()
                .filter(other -> Tree.isTrue(other, "served") && !Tree.isTrue(other, "deprecated"))
                .map(other -> Tree.text(other, "name"))
                .min(ResourceTypes.NEWEST_VERSION_FIRST)
                .orElse("");
        return Optional.of(
                !warning.isEmpty()
                        ? warning
                        : type.apiVersion() + " " + type.kind() + " is deprecated"
                                + (newest.isEmpty() ? "" : "; use " + type.group() + "/" + newest + " " + type.kind()));
    }

    /** The OpenAPI schema; empty where there is none. */
    public static Map<String, Object> schema(@Nullable Map<String, Object> definition, ResourceType type) {
        return Tree.map(version(definition, type), "schema", "openAPIV3Schema");
    }

    /** Field paths such as {@code spec.color} that field selectors may use. */
    public static Set<String> selectableFields(@Nullable Map<String, Object> definition, ResourceType type) {
        Set<String> fields = new HashSet<>();
        for (Map<String, Object> field : Tree.maps(version(definition, type), "selectableFields")) {
            fields.add(Tree.text(field, "jsonPath").replaceFirst("^\\.", ""));
        }
        return fields;
    }
}
