package dev.fresnel.kube.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who to act as: {@code as}, {@code as-uid}, {@code as-groups} and {@code as-user-extra} of a user.
 *
 * @param user the user name
 * @param uid the user's id, or null
 * @param groups groups, in order
 * @param extra further attributes
 */
public record Impersonation(String user, @Nullable String uid, List<String> groups, Map<String, List<String>> extra) {

    public Impersonation {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }
}
