package dev.fresnel.server.http;

import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.cluster.ConnectionFactory;
import dev.fresnel.engine.view.CompletionData;
import dev.fresnel.engine.view.HomeData;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.config.Context;
import dev.fresnel.server.connection.Limits;
import dev.fresnel.server.sources.ClusterSources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebServer at a free port, with two files, no clusters, and views that say that they are there, whenever asked. */
final class TestServer implements AutoCloseable {

    static final String PAGE = "<!doctype html><title>page</title>";
    static final String SCRIPT = "console.log(1)";
    /** What a view of type {@code completion} shows. */
    private static final String LARGE = "x".repeat(1024 * 1024);

    final Clusters clusters = new Clusters(new Nowhere(), Clock.systemUTC());
    final LaunchToken launch = new LaunchToken(Clock.systemUTC());
    final CountDownLatch viewClosed = new CountDownLatch(1);
    final ClusterSources sources = new ClusterSources(clusters, null, null);
    /** How to say that a view changed, of each that is open. */
    final Set<Runnable> open = ConcurrentHashMap.newKeySet();
    /** How often a large view was asked what there is to draw. */
    final AtomicInteger largePolls = new AtomicInteger();

    final WebServer server;
    final RawHttp http;

    TestServer(Path folder) throws IOException {
        this(folder, 0);
    }

    TestServer(Path folder, int port) throws IOException {
        this(folder, port, Limits.USUAL);
    }

    TestServer(Path folder, int port, Limits limits) throws IOException {
        Path web = Files.createDirectories(folder.resolve("web"));
        Files.writeString(folder.resolve("secret.txt"), "nobody reads this");
        Files.writeString(web.resolve("index.html"), PAGE);
        Files.writeString(Files.createDirectories(web.resolve("assets")).resolve("app-1a2b.js"), SCRIPT);
        this.server = WebServer.listen(port, web, launch, new Opener(), sources, "1", Clock.systemUTC(), limits);
        this.http = new RawHttp(server.port());
    }

    String host() {
        return "Host: 127.0.0.1:" + server.port();
    }

    String origin() {
        return "Origin: http://127.0.0.1:" + server.port();
    }

    /** A Cookie header that lets in. */
    String cookie() throws IOException {
        String target = "/launch?token=" + launch.current();
        return "Cookie: " + http.get(target, host()).header("Set-Cookie").replaceAll(";.*", "");
    }

    @Override
    public void close() {
        server.close();
        sources.close();
        clusters.close();
    }

    private final class Opener implements LiveView.Opener {
        @Override
        public LiveView open(ViewRequest request, String language, Runnable changed) {
            open.add(changed);
            return new LiveView() {
                @Override
                public Update poll() {
                    if (request instanceof ViewRequest.Completion) {
                        largePolls.incrementAndGet();
                        return new Update.Whole(new CompletionData(LARGE, 0, 0, List.of()));
                    }
                    return new Update.Whole(new HomeData(List.of(), List.of(), false));
                }

                @Override
                public void adjust(ViewRequest adjusted) {}

                @Override
                public void close() {
                    open.remove(changed);
                    viewClosed.countDown();
                }
            };
        }

        @Override
        public void writeLogs(List<ObjectRef> objects, ViewRequest.LogSource which, OutputStream out)
                throws IOException {
            if (objects.isEmpty()) {
                throw new IllegalArgumentException("nobody's");
            }
            if (objects.getFirst().name().equals("away")) {
                throw new IOException("It does not answer.");
            }
            for (int i = 0; i < 100_000; i++) {
                out.write(("line " + i + " of " + objects.getFirst().name() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public void retry(String cluster) {}
    }

    /** No cluster can be reached. */
    private static final class Nowhere implements ConnectionFactory {
        @Override
        public Connection connect(Context context, Runnable changed) throws IOException {
            throw new IOException("there is no network in this test");
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }
    }
}
