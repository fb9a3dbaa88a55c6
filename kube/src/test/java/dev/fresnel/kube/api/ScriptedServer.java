package dev.fresnel.kube.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** A web server on loopback that answers as a test tells it, and keeps what it was asked. */
public final class ScriptedServer implements AutoCloseable {

    public static final String VERSION = "{\"major\":\"1\",\"minor\":\"36\",\"gitVersion\":\"v1.36.3\"}";

    /** What came in. */
    public record Asked(String method, String path, Headers headers, String body) {}

    public final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private ScriptedServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.start();
    }

    /** Plain http. */
    public static ScriptedServer plain() throws IOException {
        return new ScriptedServer(HttpServer.create(anyPort(), 0));
    }

    /** @param clientAuthority whose client certificates are asked for, or null */
    public static ScriptedServer secure(HeldCertificate certificate, @Nullable HeldCertificate clientAuthority)
            throws IOException {
        HandshakeCertificates.Builder handshake = new HandshakeCertificates.Builder().heldCertificate(certificate);
        if (clientAuthority != null) {
            handshake.addTrustedCertificate(clientAuthority.certificate());
        }
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(handshake.build().sslContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setWantClientAuth(clientAuthority != null);
                parameters.setSSLParameters(ssl);
            }
        });
        return new ScriptedServer(server);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Answers whatever begins with a path. */
    public ScriptedServer on(String path, int status, String contentType, String body) {
        return on(path, exchange -> reply(exchange, status, contentType, body));
    }

    /** Lets a handler answer whatever begins with a path. */
    public ScriptedServer on(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body));
            try (exchange) {
                handler.handle(exchange);
            }
        });
        return this;
    }

    public static void reply(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI http() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public URI https(String host) {
        return URI.create("https://" + host + ":" + port());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
