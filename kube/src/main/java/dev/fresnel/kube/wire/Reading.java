package dev.fresnel.kube.wire;

/**
 * What is to be read of a Kind's objects.
 *
 * @param apiVersion of the objects, as in manifests: {@code v1}, {@code apps/v1}
 * @param kind of the objects, in camel case
 * @param asked the fields that are wanted as values
 * @param bodies whether the whole object is wanted too; never given for kinds whose values are withheld
 * @param metadataOnly whether the server was asked for {@code PartialObjectMetadata} instead of the objects; there are
 *     no bodies then
 */
public record Reading(String apiVersion, String kind, PathTrie asked, boolean bodies, boolean metadataOnly) {

    public Reading {
        bodies = bodies && !metadataOnly && Withheld.of(apiVersion, kind) == Withheld.NOTHING;
    }

    /** What a reader of these objects must not hand on. */
    Withheld withheld() {
        return Withheld.of(apiVersion, kind);
    }
}
