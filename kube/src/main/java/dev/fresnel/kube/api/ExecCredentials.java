package dev.fresnel.kube.api;

import dev.fresnel.kube.config.ClusterEntry;
import dev.fresnel.kube.config.ExecPlugin;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that a program prints, kept until they expire. However many threads ask, the program runs once at a time,
 * and those who waited get what it printed. A failure is also kept for a moment, so that ten Reflectors do not run a
 * program that hangs ten times.
 */
final class ExecCredentials implements CredentialSource {

    /** Asked anew this long before they end, so that a request that takes its time still carries good ones. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Duration FAILURE_KEPT = Duration.ofSeconds(10);
    /** Several requests that are refused at once lead to one run. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final ExecPlugin plugin;
    private final ExecRun run;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock.
    private @Nullable Credentials credentials;
    private @Nullable CredentialsException failure;
    private Instant obtained = Instant.EPOCH;

    ExecCredentials(ExecPlugin plugin, ClusterEntry cluster, ExecEnvironment environment, Clock clock) {
        this.plugin = plugin;
        this.run = new ExecRun(plugin, cluster, environment, clock);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "login program " + plugin.command();
    }

    @Override
    public Credentials current() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Instant expires = credentials == null ? null : credentials.expires();
            if (credentials != null && (expires == null || clock.instant().isBefore(expires.minus(MARGIN)))) {
                return credentials;
            }
            // A plugin may hand out credentials that end within the margin. They are used, not fetched in a circle.
            if (credentials != null
                    && expires != null
                    && isFresh(FRESH)
                    && clock.instant().isBefore(expires)) {
                return credentials;
            }
            return obtain();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Credentials renewed() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            return credentials != null && isFresh(FRESH) ? credentials : obtain();
        } finally {
            lock.unlock();
        }
    }

    private Credentials obtain() throws IOException, InterruptedException {
        if (failure != null && isFresh(FAILURE_KEPT)) {
            throw new CredentialsException(failure.reason(), failure.advice(), failure);
        }
        try {
            credentials = null;
            credentials = run.run();
            failure = null;
            return credentials;
        } catch (CredentialsException e) {
            failure = e;
            throw e;
        } finally {
            obtained = clock.instant();
        }
    }

    private boolean isFresh(Duration span) {
        return clock.instant().isBefore(obtained.plus(span));
    }

    @Override
    public void close() {
        run.close();
    }
}
