package dev.fresnel.kube.caller;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one object from the API server as the Caller: what is in no Store, and the values of Secrets, which must not be
 * in one. Nothing is kept. Thread-safe.
 */
public final class SingleReads {

    private final ApiReader reader;

    public SingleReads(ApiServer server) {
        this.reader = new ApiReader(server);
    }

    /**
     * The object as JSON.
     *
     * @param namespace null for objects of the cluster
     * @param managedFields whether {@code metadata.managedFields} is wanted
     * @return empty where there is no such object
     * @throws ApiServerException where the server says no, for example 403
     * @throws IOException where it could not be asked
     */
    public Optional<ObjectNode> get(Kind kind, @Nullable String namespace, String name, boolean managedFields)
            throws IOException, InterruptedException {
        Scope scope = namespace == null ? Scope.CLUSTER : Scope.namespace(namespace);
        try {
            JsonNode read = reader.json(ApiRequest.get(kind.path(scope) + "/" + name));
            ObjectNode object = (ObjectNode) read;
            if (!managedFields && object.get("metadata") instanceof ObjectNode metadata) {
                metadata.remove("managedFields");
            }
            return Optional.of(object);
        } catch (ApiServerException e) {
            if (e.status() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
