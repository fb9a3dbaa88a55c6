package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.tree.Tree;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a CustomResourceDefinition says about one version of its type. */
final class CustomDefinition {

    private CustomDefinition() {}

    /** The entry of {@code spec.versions} for a type's version; empty where there is none. */
    static Map<String, Object> version(@Nullable Map<String, Object> definition, ResourceType type) {
        return Tree.maps(definition, "spec", "versions").stream()
                .filter(version -> Tree.text(version, "name").equals(type.version()))
                .findFirst()
                .orElse(Map.of());
    }

    /** The OpenAPI schema; empty where there is none. */
    static Map<String, Object> schema(@Nullable Map<String, Object> definition, ResourceType type) {
        return Tree.map(version(definition, type), "schema", "openAPIV3Schema");
    }

    /** Field paths such as {@code spec.color} that field selectors may use. */
    static Set<String> selectableFields(@Nullable Map<String, Object> definition, ResourceType type) {
        Set<String> fields = new HashSet<>();
        for (Map<String, Object> field : Tree.maps(version(definition, type), "selectableFields")) {
            fields.add(Tree.text(field, "jsonPath").replaceFirst("^\\.", ""));
        }
        return fields;
    }
}
