package dev.fresnel.kube.discovery;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.ConnectionProblem;
import dev.fresnel.kube.api.UnreachableException;
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

    /**
     * @throws UnreachableException where the server does not say what it serves: a connection is of no use without
     * @throws IOException where it cannot be asked now
     */
    Kinds read() throws IOException, InterruptedException {
        JsonNode core = ask("/api");
        JsonNode groups = ask("/apis");
        return isAggregated(core) && isAggregated(groups)
                ? AggregatedDiscovery.read(core, groups)
                : new LegacyDiscovery(reader).read(core, groups);
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        ApiReader.Answer answer = reader.ask(ApiRequest.get(path).accepting(AGGREGATED));
        try {
            return answer.json(path);
        } catch (ApiServerException e) {
            throw new UnreachableException(
                    new ConnectionProblem.NotTold(path, e.status(), String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new UnreachableException(new ConnectionProblem.NotTold(path, answer.status(), "no JSON"), e);
        }
    }

    private static boolean isAggregated(JsonNode answer) {
        return answer.path("kind").asString("").equals("APIGroupDiscoveryList");
    }
}
