package dev.fresnel.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections on which a request dribbles in, a byte now and then, so that it is never idle and never complete. A
 * browser sends a request's head in one piece. Thread-safe.
 */
final class SlowRequests extends AbstractLifeCycle implements Connection.Listener {

    /** Looks at which more of a request has come, but not all of it, after which the connection ends. */
    private static final int MOST_LOOKS = 2;

    private final Duration between;
    private final Scheduler scheduler = new ScheduledExecutorScheduler("slow-requests", true);
    private final Map<HttpConnection, Seen> connections = new ConcurrentHashMap<>();

    /** @param looks how often the connection was found with another piece and no more requests */
    private record Seen(long requests, long bytes, int looks) {}

    /** @param between two looks at all connections */
    SlowRequests(Duration between) {
        this.between = between;
    }

    /** Watches all connections of a running server from now on, until it ends. */
    void watch(Server server) {
        for (Connector connector : server.getConnectors()) {
            connector.addEventListener(this);
        }
        server.addManaged(this);
    }

    @Override
    protected void doStart() throws Exception {
        scheduler.start();
        lookAgain();
    }

    @Override
    protected void doStop() throws Exception {
        scheduler.stop();
        connections.clear();
    }

    private void lookAgain() {
        scheduler.schedule(
                () -> {
                    connections.replaceAll(SlowRequests::look);
                    lookAgain();
                },
                between.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static Seen look(HttpConnection connection, Seen before) {
        long requests = connection.getMessagesIn();
        long bytes = connection.getBytesIn();
        boolean complete = connection.getHttpChannel().getRequest() != null;
        if (requests != before.requests || complete) {
            return new Seen(requests, bytes, 0);
        }
        Seen now = new Seen(requests, bytes, before.looks + (bytes > before.bytes ? 1 : 0));
        if (now.looks >= MOST_LOOKS) {
            connection.getEndPoint().close();
        }
        return now;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) {
            connections.put(http, new Seen(0, 0, 0));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HttpConnection http) {
            connections.remove(http);
        }
    }
}
