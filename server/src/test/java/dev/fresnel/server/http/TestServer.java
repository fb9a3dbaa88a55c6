package dev.fresnel.server.http;

import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.cluster.ConnectionFactory;
import dev.fresnel.engine.view.HomeData;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.config.Context;
import dev.fresnel.server.sources.ClusterSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A WebServer at a free port, with two files, no clusters, and views that say nothing but that they are there. */
final class TestServer implements AutoCloseable {

    static final String PAGE = "<!doctype html><title>page</title>";
    static final String SCRIPT = "console.log(1)";

    final Clusters clusters = new Clusters(new Nowhere(), Clock.systemUTC());
    final LaunchToken launch = new LaunchToken(Clock.systemUTC());
    final CountDownLatch viewClosed = new CountDownLatch(1);
    final ClusterSources sources = new ClusterSources(clusters, null, null);
    final WebServer server;
    final RawHttp http;

    TestServer(Path folder) throws IOException {
        this(folder, 0);
    }

    TestServer(Path folder, int port) throws IOException {
        Path web = Files.createDirectories(folder.resolve("web"));
        Files.writeString(folder.resolve("secret.txt"), "nobody reads this");
        Files.writeString(web.resolve("index.html"), PAGE);
        Files.writeString(Files.createDirectories(web.resolve("assets")).resolve("app-1a2b.js"), SCRIPT);
        this.server = WebServer.listen(port, web, launch, new Opener(), sources, "1", Clock.systemUTC());
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
            return new LiveView() {
                @Override
                public @Nullable Update poll() {
                    return new Update.Whole(new HomeData(List.of(), List.of(), false));
                }

                @Override
                public void adjust(ViewRequest adjusted) {}

                @Override
                public void close() {
                    viewClosed.countDown();
                }
            };
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
