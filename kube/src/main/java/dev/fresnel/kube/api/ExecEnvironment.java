package dev.fresnel.kube.api;

import java.time.Duration;
import java.util.Map;

/**
 * What exec plugins run in.
 *
 * @param variables the environment they inherit
 * @param limit how long one may take
 * @param programs those that run
 */
record ExecEnvironment(Map<String, String> variables, Duration limit, LoginPrograms programs) {

    /** Long enough for a plugin that asks an identity provider, short enough not to look like a hang. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    ExecEnvironment {
        variables = Map.copyOf(variables);
    }
}
