package dev.fresnel.kube.discovery;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/**
 * Asks an API server what it serves: in two requests where it offers aggregated discovery (Kubernetes 1.26 and later),
 * else group by group.
 *
 * <p>The format: <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery">Aggregated
 * discovery</a>.
 */
final class KindsReader {

    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
            + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    private final ApiReader reader;

    KindsReader(ApiServer server) {
        this.reader = new ApiReader(server);
    }

    /** @throws IOException where the server cannot be asked at all */
    Kinds read() throws IOException, InterruptedException {
        JsonNode core = reader.json(ApiRequest.get("/api").accepting(AGGREGATED));
        JsonNode groups = reader.json(ApiRequest.get("/apis").accepting(AGGREGATED));
        return isAggregated(core) && isAggregated(groups)
                ? AggregatedDiscovery.read(core, groups)
                : new LegacyDiscovery(reader).read(core, groups);
    }

    private static boolean isAggregated(JsonNode answer) {
        return answer.path("kind").asString("").equals("APIGroupDiscoveryList");
    }
}
