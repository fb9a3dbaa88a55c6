package dev.fresnel.simulator.conformance;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One of the two servers, as a client sees it, with the values that were kept of its answers. Not thread-safe. */
final class Peer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String url;
    private final Function<String, Map<String, Object>> kubeconfigs;
    private final HttpClient client;
    private final Map<String, String> kept = new LinkedHashMap<>();

    /** @param kubeconfigs the kubeconfig of a user, by name, as a tree */
    Peer(Function<String, Map<String, Object>> kubeconfigs) throws GeneralSecurityException, IOException {
        this.kubeconfigs = kubeconfigs;
        Map<String, Object> cluster =
                Tree.map(Tree.maps(kubeconfigs.apply("admin"), "clusters").getFirst(), "cluster");
        this.url = Tree.text(cluster, "server");
        this.client = HttpClient.newBuilder()
                .sslContext(trust(Base64.getDecoder().decode(Tree.text(cluster, "certificate-authority-data"))))
                .build();
    }

    private static SSLContext trust(byte[] authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "ca", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private String token(String user) {
        return user.equals("stranger")
                ? "not-a-token"
                : Tree.text(Tree.maps(kubeconfigs.apply(user), "users").getFirst(), "user", "token");
    }

    /** Begins a chapter in a namespace of its own, which has the same name on both servers. */
    void begin(String namespace) throws IOException, InterruptedException {
        kept.clear();
        kept.put("ns", namespace);
        Map<String, Object> made = ask(Question.of(Tree.of(
                "about",
                "the chapter's namespace",
                "send",
                "POST /api/v1/namespaces",
                "body",
                Tree.of("apiVersion", "v1", "kind", "Namespace", "metadata", Tree.of("name", namespace)))));
        if (Tree.number(made, 0, "code") != 201) {
            throw new AssertionError("The namespace " + namespace + " could not be made: " + Json.text(made));
        }
        // controllers put these there; a list before and one after would differ
        for (String path : List.of("configmaps/kube-root-ca.crt", "serviceaccounts/default")) {
            ask(Question.of(Tree.of(
                    "about",
                    "what every namespace has",
                    "send",
                    "GET /api/v1/namespaces/{ns}/" + path,
                    "until",
                    Tree.of("code", "200"))));
        }
    }
    /**
     * The answer as a tree: {@code code}, {@code type}, {@code warnings} and {@code body}, which is a tree, a list of
     * trees for a watch, or text.
     */
    Map<String, Object> ask(Question question) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Object> answer = send(question);
        while (!fulfils(answer, question.until()) && System.nanoTime() < end) {
            Thread.onSpinWait();
            answer = send(question);
        }
        for (Map.Entry<String, String> entry : question.keep().entrySet()) {
            kept.put(entry.getKey(), String.valueOf(Paths.at(answer, entry.getValue())));
        }
        return Plain.of(answer, url, kept);
    }

    private static boolean fulfils(Map<String, Object> answer, Map<String, String> until) {
        return until.entrySet().stream()
                .allMatch(wanted -> wanted.getValue().equals(String.valueOf(Paths.at(answer, wanted.getKey()))));
    }

    private Map<String, Object> send(Question question) throws IOException, InterruptedException {
        byte[] body = question.bodyWith(kept);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + Question.fill(question.path(), kept)))
                .timeout(PATIENCE)
                .header("Accept", question.accept())
                .header("User-Agent", "conformance/1")
                .method(
                        question.method(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header("Content-Type", question.type());
        }
        if (!question.as().equals("nobody")) {
            request.header("Authorization", "Bearer " + token(question.as()));
        }
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        String type = response.headers().firstValue("Content-Type").orElse("");
        return Tree.of(
                "code",
                (long) response.statusCode(),
                "type",
                type,
                "warnings",
                new ArrayList<Object>(response.headers().allValues("Warning")),
                "retryAfter",
                response.headers().firstValue("Retry-After").orElse(""),
                "body",
                withoutIdleBookmarks(body(response.body(), type)));
    }

    /** Between events a server says how far it is whenever it likes, so when it does so is compared with nothing. */
    private static Object withoutIdleBookmarks(Object body) {
        return body instanceof List<?> events
                ? events.stream()
                        .filter(event -> !Tree.text(event, "type").equals("BOOKMARK")
                                || !Tree.map(event, "object", "metadata", "annotations")
                                        .isEmpty()
                                || Tree.at(event, "object", "rows") != null)
                        .toList()
                : body;
    }

    private static Object body(byte[] bytes, String type) {
        if (type.startsWith(ProtobufAnswers.MEDIA_TYPE)) {
            return ProtobufAnswers.read(bytes, type);
        }
        return type.equals(SwaggerAnswers.MEDIA_TYPE)
                ? SwaggerAnswers.read(bytes)
                : body(new String(bytes, StandardCharsets.UTF_8), type);
    }

    private static Object body(String text, String type) {
        if (!type.startsWith("application/json")) {
            return text;
        }
        try {
            return Json.read(text);
        } catch (Json.MalformedJsonException notOne) {
            List<Object> lines = new ArrayList<>();
            for (String line : text.lines().toList()) {
                try {
                    lines.add(Json.read(line));
                } catch (Json.MalformedJsonException e) {
                    return text;
                }
            }
            return lines;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
