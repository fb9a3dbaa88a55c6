package dev.fresnel.kube.watch;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.UnreachableException;
import dev.fresnel.kube.watch.ReflectorState.Why;
import dev.fresnel.kube.wire.UnreadableAnswerException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a Reflector does when a go fails: which way to try next, when, and what to say meanwhile. For its thread alone.
 *
 * <table>
 * <caption>By what happened</caption>
 * <tr><td>connection lost, refused, silent</td><td>at once the first time, then with growing waits</td></tr>
 * <tr><td>410, version too large for the server</td><td>list anew</td></tr>
 * <tr><td>400, 422</td><td>ask in another way, where there is one</td></tr>
 * <tr><td>401</td><td>get credentials anew, once; then failed</td></tr>
 * <tr><td>403, 404, 405</td><td>refused; asked again now and then</td></tr>
 * <tr><td>429, 5xx</td><td>wait, as long as the server says where it says</td></tr>
 * <tr><td>unreadable</td><td>list anew, the second time as JSON</td></tr>
 * </table>
 */
final class Recovery {

    /** What to do next. */
    sealed interface Step {
        /** Try at once; nothing needs to be said. */
        record AtOnce() implements Step {}

        /** Try after a while; nothing needs to be said. */
        record Quietly(Duration pause) implements Step {}

        /** Try after a while, and say meanwhile that what is held is stale. */
        record Later(Duration pause, String reason) implements Step {}

        /** Say that it was refused, and ask again after a while. */
        record Refused(ReflectorState state, Duration pause) implements Step {}
    }

    /**
     * An API server that is starting refuses for some seconds what it allows later, before it has read its rules: that many
     * refusals after an outage are not believed.
     */
    private static final int GRACE = 4;

    private static final int GONE = 410;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY_REQUESTS = 429;

    private final ApiServer server;
    private final Follower follower;
    private final Patience patience;
    private final RandomGenerator random;

    private int failures;
    private int refusals;
    private int unreadable;
    private boolean outage;
    private boolean wasLive;
    private boolean renewed;
    private Duration hung = Duration.ZERO;

    Recovery(ApiServer server, Follower follower, Patience patience, RandomGenerator random) {
        this.server = server;
        this.follower = follower;
        this.patience = patience;
        this.random = random;
    }

    /** Everything there is has been given. */
    void live() {
        wasLive = true;
    }

    /** All has been well for a while: what failed before counts no more. */
    void healthy() {
        failures = 0;
        refusals = 0;
        unreadable = 0;
        outage = false;
        renewed = false;
    }

    /** How many goes have failed since all was well. */
    int failures() {
        return failures;
    }

    /** The server ended a watch as soon as it had begun. */
    Step endedAtOnce() {
        failures++;
        return new Step.Quietly(patience.beforeTry(failures, random));
    }

    /**
     * What to do after a go failed.
     *
     * @param silent whether it was ended because nothing came for too long
     * @param took how long it was tried for, where it came to nothing: a try that hung has been a wait already
     */
    Step after(IOException failure, boolean silent, Duration took) throws InterruptedException {
        hung = took;
        return switch (failure) {
            case ApiServerException refusal -> afterRefusal(refusal);
            case UnreadableAnswerException broken -> afterUnreadable(broken);
            case UnreachableException gone
            when gone.problem().unauthorised() -> refused(new ReflectorState.Failed(Why.CREDENTIALS, text(gone)));
            default -> {
                outage = true;
                follower.brokeOff();
                String reason = silent ? "nothing came from the server for too long" : text(failure);
                yield wasLive && failures == 0 ? atOnce() : later(reason, null);
            }
        };
    }

    /** Something failed in Fresnel itself. */
    Step afterDefect(Throwable defect) {
        follower.forget();
        return later("Fresnel could not take in what the server sent (" + defect + ")", null);
    }

    private Step afterRefusal(ApiServerException refusal) throws InterruptedException {
        String words = text(refusal);
        if (words.contains("Too large resource version") || refusal.reason().equals("Expired")) {
            return afterGone(words);
        }
        return switch (refusal.status()) {
            case GONE -> afterGone(words);
            case HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE -> {
                if (follower.otherWay()) {
                    yield new Step.AtOnce();
                }
                // Perhaps it is the version that it refuses, because another server has taken the place of this one.
                follower.forgetGone();
                yield refused(new ReflectorState.Failed(Why.REFUSED, words));
            }
            case HttpURLConnection.HTTP_UNAUTHORIZED -> afterUnauthorised(words);
            case HttpURLConnection.HTTP_FORBIDDEN ->
                outageGoesOn()
                        ? later(words, null)
                        : refused(new ReflectorState.Forbidden(follower.listing() ? "list" : "watch", words));
            case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_BAD_METHOD ->
                outageGoesOn() ? later(words, null) : refused(new ReflectorState.Failed(Why.NOT_SERVED, words));
            case HttpURLConnection.HTTP_NOT_ACCEPTABLE, HttpURLConnection.HTTP_UNSUPPORTED_TYPE ->
                follower.withoutProtobuf()
                        ? new Step.AtOnce()
                        : refused(new ReflectorState.Failed(Why.NO_COMMON_FORM, words));
            case TOO_MANY_REQUESTS -> later("the server is busy: " + words, refusal.retryAfter());
            default -> {
                outage = true;
                follower.brokeOff();
                yield later(words, refusal.retryAfter());
            }
        };
    }

    private Step afterGone(String words) {
        follower.forgetGone();
        return failures == 0 ? atOnce() : later(words, null);
    }

    private Step afterUnauthorised(String words) throws InterruptedException {
        String said = words;
        if (!renewed) {
            renewed = true;
            try {
                if (server.refreshCredentials()) {
                    return new Step.AtOnce();
                }
            } catch (IOException failed) {
                said = text(failed); // says more than a refusal
            }
        }
        return outageGoesOn() ? later(said, null) : refused(new ReflectorState.Failed(Why.CREDENTIALS, said));
    }

    private Step afterUnreadable(UnreadableAnswerException broken) {
        follower.forget();
        unreadable++;
        if (unreadable > 1 && follower.withoutProtobuf()) {
            return new Step.AtOnce();
        }
        return unreadable > 3
                ? refused(new ReflectorState.Failed(Why.UNREADABLE, text(broken)))
                : later(text(broken), null);
    }

    private boolean outageGoesOn() {
        return outage && wasLive && ++refusals <= GRACE;
    }

    private Step atOnce() {
        failures++;
        return new Step.AtOnce();
    }

    private Step later(String reason, @Nullable Duration atLeast) {
        failures++;
        Duration wait = patience.beforeTry(failures, random).minus(hung);
        wait = wait.compareTo(patience.firstRetry()) < 0 ? patience.beforeTry(1, random) : wait;
        return new Step.Later(atLeast != null && atLeast.compareTo(wait) > 0 ? atLeast : wait, reason);
    }

    private Step refused(ReflectorState state) {
        failures++;
        return new Step.Refused(state, patience.askAgain());
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
