package dev.fresnel.kube.api;

import dev.fresnel.kube.config.Context;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What an API server says of itself.
 *
 * @param version for example {@code v1.36.3} or {@code v1.33.5+k3s1}; {@code ""} where the Caller may not know
 * @param minor the minor version, 36 for v1.36.3; -1 where it is not known
 * @param where whose Kubernetes it is, and where it runs
 * @param clockOffset how far the server's clock is ahead of this machine's, to about a second; ages are counted by it
 */
public record ServerInfo(String version, int minor, Whereabouts where, Duration clockOffset) {

    /** A version has some hundred bytes, and an API server that is well has it at hand. */
    private static final int MAX_BYTES = 1 << 20;

    /** A smaller difference is one of the measurement as well as of the clocks. */
    private static final Duration SAME_TIME = Duration.ofSeconds(5);

    private static final Duration MAX_TIME = Duration.ofSeconds(20);

    /** How far the server's clock is ahead, where that is worth reckoning with; zero where the clocks agree. */
    public Duration clockSkew() {
        return clockOffset.abs().compareTo(SAME_TIME) < 0 ? Duration.ZERO : clockOffset;
    }

    /**
     * Asks a server, which is also the test of whether it can be reached at all.
     *
     * @throws UnreachableException where it cannot, or not as this Caller, or where it is no API server
     */
    public static ServerInfo read(ApiServer server, Context context, Clock clock)
            throws IOException, InterruptedException {
        Instant asked = clock.instant();
        ApiReader.Answer answer = ask(server, context);
        Instant answered = clock.instant();
        JsonNode version = version(answer, context);
        String gitVersion = shortened(version.path("gitVersion").asString(""), 64);
        return new ServerInfo(
                gitVersion,
                minor(gitVersion),
                Whereabouts.guess(context, gitVersion),
                offset(answer, asked.plus(Duration.between(asked, answered).dividedBy(2))));
    }

    private static ApiReader.Answer ask(ApiServer server, Context context) throws IOException, InterruptedException {
        try {
            return new ApiReader(server, MAX_BYTES, MAX_TIME)
                    .ask(ApiRequest.get("/version").within(MAX_TIME));
        } catch (EndlessAnswerException e) {
            String host = context.cluster().server().getHost();
            throw new UnreachableException(
                    new ConnectionProblem.NotKubernetes(host, "the answer to /version does not end"), e);
        }
    }

    private static JsonNode version(ApiReader.Answer answer, Context context) throws UnreachableException {
        String host = context.cluster().server().getHost();
        JsonNode body = ApiReader.tree(answer.body());
        String kind = body == null ? "" : body.path("kind").asString("");
        if (body != null && answer.ok() && body.path("gitVersion").isString()) {
            return body;
        }
        if (body != null && answer.status() == HttpURLConnection.HTTP_FORBIDDEN && kind.equals("Status")) {
            return body;
        }
        if (answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            throw new UnreachableException(
                    new ConnectionProblem.Refusal(
                            "the server does not accept these credentials", "Sign in again.", null),
                    null);
        }
        if (answer.status() >= 500) {
            String words = body != null
                    ? shortened(body.path("message").asString(""), 200)
                    : isWebPage(answer) ? "with a web page" : firstWords(answer);
            throw new UnreachableException(new ConnectionProblem.ServerFailed(host, answer.status(), words), null);
        }
        throw new UnreachableException(new ConnectionProblem.NotKubernetes(host, described(answer)), null);
    }

    private static String described(ApiReader.Answer answer) {
        String redirect = answer.header("Location").orElse("");
        if (answer.status() >= 300 && answer.status() < 400 && !redirect.isEmpty()) {
            return "/version leads to " + redirect.replaceAll("[?#].*", "");
        }
        return "/version answers " + answer.status() + " with "
                + (isWebPage(answer)
                        ? "a web page"
                        : answer.body().length == 0 ? "nothing" : "something that is not a version");
    }

    private static boolean isWebPage(ApiReader.Answer answer) {
        String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || firstWords(answer).startsWith("<");
    }

    private static String firstWords(ApiReader.Answer answer) {
        return shortened(new String(answer.body(), StandardCharsets.UTF_8).strip(), 200);
    }

    private static String shortened(String text, int length) {
        return text.length() > length ? text.substring(0, length) + "…" : text;
    }

    private static int minor(String gitVersion) {
        String[] parts = gitVersion.split("\\.", -1);
        return parts.length > 1 && parts[1].matches("\\d{1,4}") ? Integer.parseInt(parts[1]) : -1;
    }

    private static Duration offset(ApiReader.Answer answer, Instant here) {
        try {
            Instant there = ZonedDateTime.parse(answer.header("Date").orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            // The header has whole seconds, cut off: half a second is the best guess for the rest.
            return Duration.between(here, there.plusMillis(500));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
