package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.view.MissingApi;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.discovery.DiscoveryProblem;
import java.util.List;

/** Says which parts of a cluster's API are missing and why, from what discovery came upon. */
final class MissingApis {

    private MissingApis() {}

    static List<MissingApi> of(String cluster, Connection connection) {
        return connection.discovery().kinds().problems().stream()
                .map(problem -> new MissingApi(cluster, problem.group(), problem.groupVersion(), why(problem)))
                .toList();
    }

    private static Phrase why(DiscoveryProblem problem) {
        String said = problem.said();
        if (said != null) {
            return Phrase.of("missing.refused", "api", problem.groupVersion(), "said", said);
        }
        return Phrase.of(
                problem.missing() ? "missing.silent" : "missing.stale",
                "api",
                problem.groupVersion(),
                "service",
                "APIService " + problem.service());
    }
}
