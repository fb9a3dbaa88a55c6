package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list begins.
 *
 * @param resourceVersion the version that all pages show; {@link #NEWEST} where the client accepts a newer one
 * @param after the key, namespace/name, of the last object told
 */
record ContinueToken(long resourceVersion, String after) {

    static final long NEWEST = -1;

    static ContinueToken parse(String token) {
        try {
            Object tree = Json.read(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
            if (!Tree.text(tree, "v").equals("meta.k8s.io/v1")) {
                throw invalid("server does not recognize this encoded version");
            }
            return new ContinueToken(Tree.number(tree, 0, "rv"), Tree.text(tree, "start"));
        } catch (IllegalArgumentException | Json.MalformedJsonException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static StatusException invalid(String why) {
        return StatusException.badRequest("invalid continue token: continue key is not valid: " + why);
    }

    String encode() {
        byte[] json = Json.bytes(Tree.of("v", "meta.k8s.io/v1", "rv", resourceVersion, "start", after));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }
}
