package dev.fresnel.kube.caller;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads, once and as the Caller, the objects that a Scope selects: the pods of a node, the revisions of a workload. For what is
 * some hundreds at most; what may be more, or is looked at for longer, belongs into a Store. Thread-safe.
 */
public final class SelectedReads {

    /** Objects that are asked for at once, as kubectl does. */
    private static final String PAGE = "500";

    private final ApiReader reader;

    public SelectedReads(ApiServer server) {
        this.reader = new ApiReader(server);
    }

    /**
     * All of them as JSON, each with its kind and version.
     *
     * @throws dev.fresnel.kube.api.ApiServerException where the server says no, for example 403
     * @throws IOException where it could not be asked
     */
    public List<ObjectNode> all(Kind kind, Scope scope) throws IOException, InterruptedException {
        List<ObjectNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = reader.json(request(kind, scope, next));
            for (JsonNode item : page.path("items")) {
                ObjectNode object = ((ObjectNode) item);
                object.put("apiVersion", kind.apiVersion());
                object.put("kind", kind.name());
                all.add(object);
            }
            next = page.path("metadata").path("continue").asString("");
        } while (!next.isEmpty());
        return all;
    }

    private static ApiRequest request(Kind kind, Scope scope, String from) {
        ApiRequest request = ApiRequest.get(kind.path(scope)).with("limit", PAGE);
        if (scope.fieldSelector() != null) {
            request = request.with("fieldSelector", scope.fieldSelector());
        }
        if (scope.labelSelector() != null) {
            request = request.with("labelSelector", scope.labelSelector());
        }
        return from.isEmpty() ? request : request.with("continue", from);
    }
}
