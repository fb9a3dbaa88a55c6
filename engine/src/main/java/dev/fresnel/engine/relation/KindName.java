package dev.fresnel.engine.relation;

/**
 * A kind as packs name it, whatever its version: {@code Pod}, {@code apps/Deployment}.
 *
 * @param group {@code ""} for the core group
 * @param name in camel case
 */
public record KindName(String group, String name) {

    /** Reads {@code group/Kind}, {@code Kind}, and also {@code group/version/Kind}, whose version is ignored. */
    public static KindName parse(String text) {
        int first = text.indexOf('/');
        int last = text.lastIndexOf('/');
        String group = first < 0 ? "" : text.substring(0, first);
        return new KindName(group.matches("v\\d+.*") ? "" : group, text.substring(last + 1));
    }

    /** The group of an {@code apiVersion}. */
    public static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    @Override
    public String toString() {
        return group.isEmpty() ? name : group + "/" + name;
    }
}
