package dev.fresnel.simulator.storage;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A type of objects that the API server serves, in one of its versions, as discovery shows it.
 *
 * @param group API group, {@code ""} for the core group
 * @param version such as {@code v1}
 * @param kind such as {@code Deployment}
 * @param plural the name in paths, such as {@code deployments}
 * @param singular such as {@code deployment}
 * @param shortNames what kubectl accepts as well, such as {@code deploy}
 * @param namespaced whether objects live in a namespace
 * @param categories such as {@code all}
 * @param verbs what may be done: {@code get}, {@code list}, {@code watch}, {@code create}, {@code update}, {@code
 *     patch}, {@code delete}, {@code deletecollection}
 * @param subresources such as {@code status}, {@code scale}, {@code log}
 */
public record ResourceType(
        String group,
        String version,
        String kind,
        String plural,
        String singular,
        List<String> shortNames,
        boolean namespaced,
        List<String> categories,
        Set<String> verbs,
        Set<String> subresources) {

    /** The verbs of an ordinary stored type. */
    public static final Set<String> ALL_VERBS =
            Set.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    public ResourceType {
        if (kind.isEmpty() || version.isEmpty() || !plural.equals(plural.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "A resource type needs a version, a kind and a plural in lower case, not " + version + ", " + kind
                            + ", " + plural + ".");
        }
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        verbs = Set.copyOf(verbs);
        subresources = Set.copyOf(subresources);
    }

    /** {@code apps/v1}, or {@code v1} in the core group: what objects carry as {@code apiVersion}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Whether a CustomResourceDefinition defines it. */
    public boolean isCustom() {
        return !ResourceTypes.isBuiltIn(this);
    }

    /** {@code deployments.apps}, or {@code pods} in the core group: the name that versions share. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
