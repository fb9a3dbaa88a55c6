package dev.fresnel.simulator.http;

import dev.fresnel.simulator.certificate.ServerCertificate;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.stream.PodStreams;
import java.io.IOException;
import java.util.concurrent.Executors;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes API server on 127.0.0.1, over HTTP/1.1 and HTTP/2.
 *
 * <p>Each request runs on a virtual thread of its own, so watches and logs simply block; and so does what is asked before
 * there is anything to serve.
 */
public final class ApiServer implements AutoCloseable {

    private final Server server;
    private final ServerConnector connector;
    private final ApiServerOptions options;
    private final Awaited awaited;

    private ApiServer(Server server, ServerConnector connector, ApiServerOptions options, Awaited awaited) {
        this.server = server;
        this.connector = connector;
        this.options = options;
        this.awaited = awaited;
    }

    /**
     * Starts to serve a cluster's objects.
     *
     * @throws IOException if the port cannot be had
     */
    public static ApiServer start(
            ObjectStorage storage, PodLogs logs, PodMetrics metrics, PodStreams streams, ApiServerOptions options)
            throws IOException {
        ApiServer server = listen(options);
        server.serve(storage, logs, metrics, streams);
        return server;
    }

    /**
     * Takes requests, which wait until there is something to {@link #serve}.
     *
     * @throws IOException if the port cannot be had
     */
    public static ApiServer listen(ApiServerOptions options) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(8, 3);
        threads.setName("simulator-api");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Server server = new Server(threads);
        ServerConnector connector = connector(server, options.certificate());
        connector.setHost("127.0.0.1");
        connector.setPort(options.port());
        connector.setReuseAddress(true);
        server.addConnector(connector);
        Awaited awaited = new Awaited();
        server.setHandler(awaited);
        server.setStopTimeout(0);
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            throw new IOException(
                    "The simulator's API server cannot listen on 127.0.0.1:" + options.port() + ": " + e.getMessage()
                            + ". Choose another port, or 0 for any free one.",
                    e);
        }
        return new ApiServer(server, connector, options, awaited);
    }

    /** Answers from these objects what has been asked and what will be. */
    public void serve(ObjectStorage storage, PodLogs logs, PodMetrics metrics, PodStreams streams) {
        awaited.come(new ApiHandler(storage, logs, metrics, streams, options));
    }

    private static ServerConnector connector(Server server, @Nullable ServerCertificate certificate) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Watches may be silent for long; they end by their own timeout.
        http.setIdleTimeout(0);
        if (certificate == null) {
            return new ServerConnector(
                    server, 1, 1, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        }
        SecureRequestCustomizer anyHost = new SecureRequestCustomizer();
        anyHost.setSniHostCheck(false);
        http.addCustomizer(anyHost);
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(certificate.tls());
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
        alpn.setDefaultProtocol("http/1.1");
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
        http2.setMaxConcurrentStreams(1000);
        http2.setStreamIdleTimeout(0);
        return new ServerConnector(
                server,
                1,
                1,
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                http2,
                new HttpConnectionFactory(http));
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** The address for a kubeconfig, such as {@code https://127.0.0.1:6443}. */
    public String url() {
        return (options.certificate() == null ? "http" : "https") + "://127.0.0.1:" + port();
    }

    /** Stops at once; connections that are open break. */
    @Override
    public void close() {
        awaited.giveUp();
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The simulator's API server did not stop: " + e.getMessage(), e);
        }
    }
}
