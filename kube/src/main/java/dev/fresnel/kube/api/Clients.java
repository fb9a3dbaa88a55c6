package dev.fresnel.kube.api;

import dev.fresnel.kube.config.ClusterEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Makes OkHttp clients for one cluster: HTTP/2 with pings, through the cluster's proxy, without redirects. */
final class Clients {

    /** A missing pong is noticed when the next ping is due, so silence lasts 20 seconds at most. */
    private static final Duration PING = Duration.ofSeconds(10);

    /** Rows are to be live within 10 seconds of a server's return, and a try may have begun just before. */
    private static final Duration CONNECT = Duration.ofSeconds(6);

    private static final Duration WRITE = Duration.ofSeconds(30);

    private final ClusterEntry cluster;
    private final @Nullable URI proxy;

    Clients(ClusterEntry cluster, Map<String, String> environment) {
        this.cluster = cluster;
        this.proxy = ProxyChoice.of(cluster, environment).orElse(null);
    }

    /** The proxy in use, or null. */
    @Nullable
    URI proxy() {
        return proxy;
    }

    OkHttpClient create(Tls tls) throws CredentialsException {
        Dispatcher dispatcher = new Dispatcher(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("api-", 0).factory()));
        // Watches last; requests wait for one another in HTTP/2's own way, not in a queue of the client.
        dispatcher.setMaxRequests(10_000);
        dispatcher.setMaxRequestsPerHost(10_000);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(8, 2, TimeUnit.MINUTES))
                .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                .sslSocketFactory(tls.sockets(), tls.trust())
                .hostnameVerifier(tls.names())
                .socketFactory(Sockets.plain())
                .pingInterval(PING)
                .connectTimeout(CONNECT)
                .writeTimeout(WRITE)
                .readTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .addNetworkInterceptor(this::withoutCompressionNearby)
                .proxy(Proxy.NO_PROXY);
        if (proxy != null) {
            through(builder, proxy, tls);
        }
        return builder.build();
    }

    private static void through(OkHttpClient.Builder builder, URI proxy, Tls tls) throws CredentialsException {
        String scheme = proxy.getScheme().toLowerCase(Locale.ROOT);
        String user = proxy.getUserInfo();
        if (scheme.startsWith("socks")) {
            if (user != null) {
                throw new CredentialsException(
                        "the SOCKS proxy " + proxy.getHost() + " wants a user name, which Fresnel cannot send",
                        "Use a proxy without one, or an http proxy.",
                        null);
            }
            InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy, 1080));
            builder.proxy(new Proxy(Proxy.Type.SOCKS, address));
            return;
        }
        boolean secure = scheme.equals("https");
        InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy, secure ? 443 : 80));
        builder.proxy(new Proxy(Proxy.Type.HTTP, address));
        if (secure) {
            builder.socketFactory(Sockets.secure(tls.sockets()));
        }
        if (user != null) {
            builder.proxyAuthenticator(proxyLogin(user));
        }
    }

    private static Authenticator proxyLogin(String userInfo) {
        int colon = userInfo.indexOf(':');
        String name = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String header = Credentials.basic(name, colon < 0 ? "" : userInfo.substring(colon + 1));
        return (_, response) -> header.equals(response.request().header("Proxy-Authorization"))
                ? null
                : response.request()
                        .newBuilder()
                        .header("Proxy-Authorization", header)
                        .build();
    }

    private static int port(URI uri, int usual) {
        return uri.getPort() < 0 ? usual : uri.getPort();
    }

    /**
     * Compressing costs an API server more time than a near network takes to carry the bytes; over the internet it is the
     * other way round.
     */
    private Response withoutCompressionNearby(Interceptor.Chain chain) throws IOException {
        Route route = chain.connection() == null ? null : chain.connection().route();
        if (!cluster.disableCompression() && (route == null || !isNear(route))) {
            return chain.proceed(chain.request());
        }
        return chain.proceed(chain.request()
                .newBuilder()
                .header("Accept-Encoding", "identity")
                .build());
    }

    private static boolean isNear(Route route) {
        InetAddress address = route.socketAddress().getAddress();
        return route.proxy().type() == Proxy.Type.DIRECT
                && address != null
                && (address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress());
    }

    /** Ends all calls and closes the connections. */
    static void close(OkHttpClient client) {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
