package dev.fresnel.simulator.http;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that a client has gone while it is being answered without end.
 *
 * <p>HTTP/2 tells by itself. In HTTP/1.1 nobody reads the connection while a request is handled, so a watch in which
 * nothing happens would never learn of it; here we read, and find the end. For that the connection must not be used for
 * another request afterwards.
 */
final class ClientGone implements Callback, AutoCloseable {

    private final EndPoint endPoint;
    private final Runnable gone;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean reading;

    private ClientGone(EndPoint endPoint, Runnable gone) {
        this.endPoint = endPoint;
        this.gone = gone;
    }

    /** Calls {@code gone} at most once, when the client goes away or when closed, whichever comes first. */
    static ClientGone watch(Request request, Response response, Runnable gone) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        ClientGone watch = new ClientGone(endPoint, gone);
        request.addFailureListener(_ -> watch.tell());
        if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            watch.read();
        }
        return watch;
    }

    private void read() {
        reading = endPoint.tryFillInterested(this);
    }

    private void tell() {
        if (told.compareAndSet(false, true)) {
            gone.run();
        }
    }

    /** The connection can be read. */
    @Override
    public void succeeded() {
        reading = false;
        try {
            if (endPoint.fill(BufferUtil.allocate(1024)) >= 0) {
                read();
                return;
            }
        } catch (IOException e) {
            // reading failed: it is gone
        }
        tell();
    }

    @Override
    public void failed(Throwable cause) {
        reading = false;
        tell();
    }

    /** Lets go of the connection, so that its owner can read it again. */
    @Override
    public void close() {
        if (reading && endPoint instanceof AbstractEndPoint readable) {
            readable.getFillInterest().onFail(new EOFException("answered"));
        }
    }
}
