package dev.fresnel.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes etcd forget, by its gateway for JSON. */
final class Compaction {

    private static final Pattern REVISION = Pattern.compile("\"revision\":\"(\\d+)\"");

    private Compaction() {}

    /** Everything but what is there now is forgotten. */
    static void now(int etcdPort) {
        String range = post(etcdPort, "/v3/kv/range", "{\"key\":\"AA==\",\"count_only\":true}");
        Matcher revision = REVISION.matcher(range);
        if (!revision.find()) {
            throw new IllegalStateException("etcd does not tell its revision: " + range);
        }
        post(etcdPort, "/v3/kv/compaction", "{\"revision\":\"%s\",\"physical\":true}".formatted(revision.group(1)));
    }

    private static String post(int port, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "etcd answers " + path + " with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException("etcd cannot be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while etcd was asked", e);
        }
    }
}
