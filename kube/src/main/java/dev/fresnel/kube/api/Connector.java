package dev.fresnel.kube.api;

import dev.fresnel.kube.config.Context;
import java.time.Clock;
import java.util.Map;

/** Makes connections to API servers. Immutable; holds no connection itself. */
public final class Connector {

    private final Clock clock;
    private final String userAgent;
    private final Map<String, String> environment;

    /**
     * @param clock tells when credentials end
     * @param userAgent what to say who is asking, for example {@code fresnel/0.1.0 (linux/amd64)}
     * @param environment variables that exec plugins inherit and that name proxies, usually {@link System#getenv()}
     */
    public Connector(Clock clock, String userAgent, Map<String, String> environment) {
        this.clock = clock;
        this.userAgent = userAgent;
        this.environment = Map.copyOf(environment);
    }

    /**
     * The API server of a context, as its user. Nothing is sent yet: what is wrong with credentials or the connection
     * comes out of {@link ApiServer#open} as {@link UnreachableException}.
     */
    public ApiServer connect(Context context) {
        ExecEnvironment programs = new ExecEnvironment(environment, ExecEnvironment.LIMIT);
        return new OkHttpApiServer(
                context, CredentialSources.of(context, programs, clock), clock, userAgent, environment);
    }
}
