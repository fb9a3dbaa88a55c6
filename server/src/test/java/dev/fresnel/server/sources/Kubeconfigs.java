package dev.fresnel.server.sources;

/** Kubeconfigs of one cluster. */
final class Kubeconfigs {

    private Kubeconfigs() {}

    /** A context by that name, whose cluster and user are named as k3s names all of its own: default. */
    static String named(String context, String server) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: default, cluster: {server: "%s"}}]
                users: [{name: default, user: {token: "token of %s"}}]
                contexts: [{name: %s, context: {cluster: default, user: default}}]
                """.formatted(server, context, context);
    }
}
