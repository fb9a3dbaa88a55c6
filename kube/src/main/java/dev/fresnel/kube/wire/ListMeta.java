package dev.fresnel.kube.wire;

/**
 * What a list says of itself.
 *
 * @param resourceVersion the version it shows, to watch from; {@code ""} where it has not come yet
 * @param continueToken to ask for the next page with; {@code ""} where this is the last
 * @param remaining how many objects are on later pages, or -1 where the server does not tell
 */
public record ListMeta(String resourceVersion, String continueToken, long remaining) {

    /** Nothing said. */
    static final ListMeta NONE = new ListMeta("", "", -1);
}
