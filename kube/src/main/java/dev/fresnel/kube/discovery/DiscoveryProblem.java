package dev.fresnel.kube.discovery;

import org.jspecify.annotations.Nullable;

/**
 * A part of an API server that could not be asked what it serves; the rest is not affected.
 *
 * @param group for example {@code metrics.k8s.io}, {@code ""} for the core group
 * @param version for example {@code v1beta1}
 * @param missing whether its kinds are missing; else they are known from before
 * @param said what was said when it was asked, null where an extension behind the API server does not answer at all
 */
public record DiscoveryProblem(
        String group,
        String version,
        boolean missing,
        @Nullable String said) {

    /** As in manifests: {@code metrics.k8s.io/v1beta1}. */
    public String groupVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The name of the object that tells the API server where the extension is. */
    public String service() {
        return version + "." + group;
    }
}
