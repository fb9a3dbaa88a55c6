package dev.fresnel.kube.api;

import dev.fresnel.kube.config.Context;
import java.time.Clock;
import java.util.Map;

/**
 * Makes connections to API servers. It holds no connection itself, but the login programs that run for them. Thread-safe.
 */
public final class Connector implements AutoCloseable {

    private final Clock clock;
    private final String userAgent;
    private final Map<String, String> environment;
    private final LoginPrograms programs = new LoginPrograms();

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
        ExecEnvironment around = new ExecEnvironment(environment, ExecEnvironment.LIMIT, programs);
        return new OkHttpApiServer(
                context, CredentialSources.of(context, around, clock), clock, userAgent, environment);
    }

    /** Ends the login programs that run, whoever waits for them; none is started from now on. Returns when they are ended. */
    @Override
    public void close() {
        programs.close();
    }
}
