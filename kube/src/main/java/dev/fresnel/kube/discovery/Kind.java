package dev.fresnel.kube.discovery;

import java.util.List;
import java.util.Set;

/**
 * A served resource type, as discovery describes it.
 *
 * @param group API group, {@code ""} for the core group
 * @param version the version that is used for it, for example {@code v1}
 * @param name the kind in camel case, for example {@code Deployment}
 * @param plural the resource's plural, as in URLs, for example {@code deployments}
 * @param singular the resource's singular, for example {@code deployment}; {@code ""} where the server tells none
 * @param shortNames as in kubectl, for example {@code deploy}
 * @param categories as in kubectl, for example {@code all}
 * @param namespaced whether objects live in namespaces
 * @param verbs what the server can do with it, for example {@code list}, {@code watch}
 * @param subresources names only, for example {@code status}, {@code scale}, {@code log}
 */
public record Kind(
        String group,
        String version,
        String name,
        String plural,
        String singular,
        List<String> shortNames,
        List<String> categories,
        boolean namespaced,
        Set<String> verbs,
        Set<String> subresources) {

    public Kind {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        verbs = Set.copyOf(verbs);
        subresources = Set.copyOf(subresources);
    }

    /** As in manifests: {@code v1}, {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /**
     * The resource's name as kubectl writes it, unique within a cluster whatever the version: {@code pods},
     * {@code deployments.apps}. It names a Kind in addresses, in the protocol and in messages.
     */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** As packs write it, whatever the version: {@code Pod}, {@code apps/Deployment}, {@code keda.sh/ScaledObject}. */
    public String packName() {
        return group.isEmpty() ? name : group + "/" + name;
    }

    /** Whether the server can do this with the kind's objects, for example {@code watch}. */
    public boolean can(String verb) {
        return verbs.contains(verb);
    }

    /** The path of the collection, or of one namespace's part of it: {@code /apis/apps/v1/namespaces/shop/deployments}. */
    public String path(Scope scope) {
        String root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
        return scope.namespace() == null || !namespaced
                ? root + "/" + plural
                : root + "/namespaces/" + scope.namespace() + "/" + plural;
    }
}
