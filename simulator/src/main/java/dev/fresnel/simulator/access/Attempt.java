package dev.fresnel.simulator.access;

import java.util.List;
import java.util.Map;

/**
 * What someone wants to do, as RBAC judges it: with a resource, or with a path that is none.
 *
 * @param verb such as {@code list}
 * @param group API group, {@code ""} for the core group
 * @param resource plural; {@code ""} for a path that is no resource
 * @param subresource {@code ""} for none
 * @param namespace {@code ""} for all, and for what is in none
 * @param name {@code ""} for any
 * @param path where it is no resource
 */
public record Attempt(
        String verb, String group, String resource, String subresource, String namespace, String name, String path) {

    private static final List<String> OF_NAMESPACES = List.of("status", "finalize");

    /**
     * Reads a request as a real API server does, from its path alone, whether or not anything is served there.
     *
     * @param query gives a query parameter, {@code ""} where it is missing
     */
    public static Attempt of(String method, List<String> path, java.util.function.UnaryOperator<String> query) {
        boolean core = !path.isEmpty() && path.getFirst().equals("api");
        int groupParts = core ? 2 : 3;
        if (path.size() <= groupParts || !(core || path.getFirst().equals("apis"))) {
            String verb = Map.of("GET", "get", "HEAD", "get", "POST", "post", "PUT", "put", "PATCH", "patch")
                    .getOrDefault(method, "delete");
            return new Attempt(verb, "", "", "", "", "", "/" + String.join("/", path));
        }
        List<String> rest = path.subList(groupParts, path.size());
        String namespace = "";
        if (rest.getFirst().equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            if (rest.size() > 2 && !OF_NAMESPACES.contains(rest.get(2))) {
                rest = rest.subList(2, rest.size());
            }
        }
        String name = rest.size() > 1 ? rest.get(1) : selectedName(query.apply("fieldSelector"), method);
        boolean collection = rest.size() < 2;
        boolean watch = List.of("1", "true").contains(query.apply("watch"));
        String verb = switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            default -> !collection ? "get" : watch ? "watch" : "list";
        };
        return new Attempt(
                verb,
                core ? "" : path.get(1),
                rest.getFirst(),
                rest.size() > 2 ? rest.get(2) : "",
                namespace,
                name,
                "");
    }

    /** A list of the one object of a name counts as a request for that name. */
    private static String selectedName(String fieldSelector, String method) {
        if (method.equals("POST")) {
            return "";
        }
        for (String term : fieldSelector.split(",", -1)) {
            if (term.startsWith("metadata.name=")) {
                return term.substring("metadata.name=".length()).replaceFirst("^=", "");
            }
        }
        return "";
    }

    /** {@code pods}, or {@code pods/log}. */
    String qualifiedResource() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
}
