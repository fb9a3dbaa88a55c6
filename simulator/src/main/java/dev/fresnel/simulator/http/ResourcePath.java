package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a path such as {@code /apis/apps/v1/namespaces/shop/deployments/cart/scale} names.
 *
 * @param type the type addressed
 * @param namespace null for all namespaces, and for types without
 * @param name null for the collection
 * @param subresource {@code ""} for the object itself
 */
record ResourcePath(
        ResourceType type,
        @Nullable String namespace,
        @Nullable String name,
        String subresource) {

    /** Reads a path; empty where no type is served there. */
    static Optional<ResourcePath> parse(List<String> path, ResourceTypes types) {
        boolean core = !path.isEmpty() && path.getFirst().equals("api");
        int groupParts = core ? 2 : 3;
        if (path.size() <= groupParts || !(core || path.getFirst().equals("apis"))) {
            return Optional.empty();
        }
        String group = core ? "" : path.get(1);
        String version = path.get(groupParts - 1);
        List<String> rest = path.subList(groupParts, path.size());
        if (rest.getFirst().equals("namespaces") && rest.size() >= 3) {
            Optional<ResourcePath> namespaced = types.find(group, version, rest.get(2))
                    .filter(ResourceType::namespaced)
                    .flatMap(type -> of(type, rest.get(1), rest.subList(3, rest.size())));
            if (namespaced.isPresent()) {
                return namespaced;
            }
        }
        return types.find(group, version, rest.getFirst())
                .flatMap(type -> of(type, null, rest.subList(1, rest.size())));
    }

    private static Optional<ResourcePath> of(ResourceType type, @Nullable String namespace, List<String> rest) {
        if (rest.size() > 2 || (namespace == null && type.namespaced() && !rest.isEmpty())) {
            return Optional.empty();
        }
        String name = rest.isEmpty() ? null : rest.getFirst();
        return Optional.of(new ResourcePath(type, namespace, name, rest.size() == 2 ? rest.get(1) : ""));
    }
}
