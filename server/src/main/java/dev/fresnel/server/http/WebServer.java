package dev.fresnel.server.http;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.server.connection.BrowserConnection;
import dev.fresnel.server.connection.Limits;
import dev.fresnel.server.connection.Room;
import dev.fresnel.server.protocol.Json;
import dev.fresnel.server.sources.ClusterSources;
import dev.fresnel.server.sources.UnusableKubeconfigException;
import dev.fresnel.simulator.SimulatorOptions;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP and WebSocket for one person on this machine.
 *
 * <pre>
 *   GET  /launch?token=…   launch token → cookie, then the page
 *   GET  /healthz          whether the program runs; the only answer without a cookie
 *   WS   /api/connect      the protocol
 *   POST /api/kubeconfigs  adds a kubeconfig, its text as the body
 *   POST /api/demo         starts the demo's clusters
 *   GET  /api/logs?of=…    logs as a text
 *   GET  anything else     files of the browser's part
 * </pre>
 */
public final class WebServer implements AutoCloseable {

    /** Where Fresnel is served when nobody says otherwise. */
    public static final int USUAL_PORT = 7654;

    /** An address holds the query and the columns; whoever filters for many names gets beyond the usual 8 KiB. */
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    /** Far beyond what the tabs that are served need; more wait until one ends. */
    private static final int MAX_CONNECTIONS = 1_024;
    /** A request's head is here after two of these. */
    private static final Duration REQUEST_PIECE = Duration.ofSeconds(10);

    private final LaunchToken launch;
    private final WebFiles files;
    private final LiveView.Opener opener;
    private final ClusterSources sources;
    private final String version;
    private final InstantSource clock;
    private final Limits limits;
    private final Room room;
    private final Javalin javalin;
    private volatile RequestGuard guard = new RequestGuard(0);
    private final Map<String, BrowserConnection> connections = new ConcurrentHashMap<>();

    /**
     * Starts to listen on loopback.
     *
     * @param port 1 to 65535, 0 for any free one, or -1 for {@link #USUAL_PORT} if it is free, else any
     * @param web the folder with the browser's part
     * @throws IOException where the port is taken or the folder is not what it should be; the message says which
     */
    public static WebServer listen(
            int port,
            Path web,
            LaunchToken launch,
            LiveView.Opener opener,
            ClusterSources sources,
            String version,
            InstantSource clock)
            throws IOException {
        return listen(port, web, launch, opener, sources, version, clock, Limits.USUAL);
    }

    static WebServer listen(
            int port,
            Path web,
            LaunchToken launch,
            LiveView.Opener opener,
            ClusterSources sources,
            String version,
            InstantSource clock,
            Limits limits)
            throws IOException {
        WebFiles files = WebFiles.of(web);
        try {
            return new WebServer(
                    port == -1 ? USUAL_PORT : port, files, launch, opener, sources, version, clock, limits);
        } catch (PortTakenException e) {
            if (port == -1) {
                return new WebServer(0, files, launch, opener, sources, version, clock, limits);
            }
            throw e;
        }
    }

    private WebServer(
            int port,
            WebFiles files,
            LaunchToken launch,
            LiveView.Opener opener,
            ClusterSources sources,
            String version,
            InstantSource clock,
            Limits limits)
            throws PortTakenException {
        this.launch = launch;
        this.files = files;
        this.opener = opener;
        this.sources = sources;
        this.version = version;
        this.clock = clock;
        this.limits = limits;
        this.room = new Room(limits);
        this.javalin = Javalin.create(this::configure);
        try {
            javalin.start("127.0.0.1", port);
        } catch (RuntimeException e) {
            if (causedByBind(e)) {
                throw new PortTakenException(port, e);
            }
            throw e;
        }
        new SlowRequests(REQUEST_PIECE).watch(javalin.jettyServer().server());
        this.guard = new RequestGuard(javalin.port());
    }

    /** The address to open, with the launch token that works now. */
    public String address() {
        return "http://127.0.0.1:" + javalin.port() + "/launch?token=" + launch.current();
    }

    /** The port listened on. */
    public int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig config) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = 1024 * 1024;
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setMaxTextMessageSize(Json.MAX_MESSAGE);
            factory.setMaxBinaryMessageSize(Json.MAX_MESSAGE);
            factory.setIdleTimeout(Duration.ofMinutes(2));
        });
        config.routes.exception(Refusal.class, WebServer::refuse);
        config.jetty.modifyHttpConfiguration(WebServer::settings);
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new PlainErrors());
            server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        });
        config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(new PlainErrors()));
        config.routes.before(context -> check(context, false));
        config.routes.wsBeforeUpgrade(context -> check(context, true));
        config.routes.get("/healthz", context -> context.result("ok"));
        config.routes.get("/launch", this::launch);
        config.routes.ws("/api/connect", socket -> {
            socket.onConnect(this::connected);
            socket.onMessage(message -> {
                BrowserConnection connection = connections.get(message.sessionId());
                if (connection != null) {
                    connection.received(message.message());
                }
            });
            socket.onBinaryMessage(message -> {
                BrowserConnection connection = connections.get(message.sessionId());
                if (connection != null) {
                    connection.received(message.data());
                }
            });
            socket.onClose(this::gone);
            socket.onError(this::gone);
        });
        config.routes.post("/api/kubeconfigs", this::addKubeconfig);
        config.routes.post("/api/demo", this::startDemo);
        config.routes.get("/api/logs", new LogDownloads(opener)::send);
        config.routes.get("/api/<path>", context -> context.status(404).json("not found"));
        config.routes.get("/<path>", files::serve);
        config.routes.get("/", files::serve);
    }

    private static void settings(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
    }

    /** The port is part of the name, because cookies do not know ports and there may be two Fresnels. */
    private String cookieName() {
        return "fresnel-" + javalin.port();
    }

    /** Runs before whatever answers a request. */
    private void check(Context context, boolean socket) {
        RequestGuard.harden(context);
        Refusal refusal = guard.refusal(RequestGuard.Asked.by(context, socket));
        if (refusal != null) {
            throw refusal;
        }
        boolean open = context.path().equals("/launch") || context.path().equals("/healthz");
        if (!open && !admits(context.header("Cookie"))) {
            throw new Refusal(401, "Open Fresnel with the address it printed when it started.", Pages.CLOSED);
        }
    }

    /**
     * Whether our own is among the cookies. Read by hand: programs at other ports of this machine leave cookies of all sorts,
     * and one that opens a quote would hide ours.
     */
    private boolean admits(@Nullable String cookies) {
        String name = cookieName() + "=";
        return cookies != null
                && Stream.of(cookies.split(";"))
                        .map(String::strip)
                        .anyMatch(cookie -> cookie.startsWith(name) && launch.admits(cookie.substring(name.length())));
    }

    private static void refuse(Refusal refusal, Context context) {
        context.status(refusal.status);
        if (refusal.page != null && !context.path().startsWith("/api/")) {
            show(refusal.page, context);
        } else {
            context.result(refusal.sentence);
        }
    }

    private static void show(String page, Context context) {
        context.header("Content-Security-Policy", Pages.CONTENT_SECURITY_POLICY).html(page);
    }

    private void launch(Context context) {
        String session = launch.exchange(context.queryParam("token"));
        if (session == null) {
            show(Pages.SPENT, context.status(401));
            return;
        }
        Cookie cookie =
                new Cookie(cookieName(), session, "/", (int) Duration.ofDays(30).toSeconds());
        cookie.setHttpOnly(true);
        // Lax, or the redirect of someone who clicked the address in a chat would not carry it. What changes
        // anything is guarded by its Origin besides.
        cookie.setSameSite(SameSite.LAX);
        context.cookie(cookie);
        context.redirect("/", HttpStatus.SEE_OTHER);
    }

    private void addKubeconfig(Context context) {
        try {
            sources.add(context.body());
            context.status(204);
        } catch (UnusableKubeconfigException e) {
            context.status(422).contentType("application/json").result(Json.write(new Problem(null, e.getMessage())));
        } catch (IOException e) {
            context.status(500)
                    .contentType("application/json")
                    .result(Json.write(new Problem(null, "It cannot be kept: " + e.getMessage())));
        }
    }

    private void startDemo(Context context) {
        try {
            var _ = sources.startDemo(SimulatorOptions.demo());
            context.status(204);
        } catch (IOException e) {
            context.status(500)
                    .contentType("application/json")
                    .result(Json.write(new Problem(null, "The demo cannot start: " + e.getMessage())));
        }
    }

    /** What plain HTTP answers where something could not be done: a key of the browser's catalogue, and words. */
    private record Problem(@Nullable String message, String detail) {}

    private void connected(WsContext socket) {
        socket.enableAutomaticPings(30, TimeUnit.SECONDS);
        connections.put(
                socket.sessionId(),
                new BrowserConnection(
                        new JettyOutbound(socket.session, limits.patience()), opener, version, clock, room));
    }

    private void gone(WsContext socket) {
        BrowserConnection connection = connections.remove(socket.sessionId());
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void close() {
        connections.values().forEach(BrowserConnection::close);
        javalin.stop();
    }

    private static boolean causedByBind(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
