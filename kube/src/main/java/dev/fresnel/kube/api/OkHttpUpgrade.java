package dev.fresnel.kube.api;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.Okio;
import okio.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that OkHttp has given out of its hands. */
final class OkHttpUpgrade implements UpgradedConnection {

    private static final Logger LOG = LoggerFactory.getLogger(OkHttpUpgrade.class);

    private final Call call;
    private final Response response;
    private final Socket socket;
    private final Consumer<OkHttpUpgrade> onClose;
    private final InputStream input;
    private final OutputStream output;

    OkHttpUpgrade(
            Call call,
            Response response,
            Socket socket,
            Failures failures,
            Runnable onHeard,
            Consumer<OkHttpUpgrade> onClose) {
        this.call = call;
        this.response = response;
        this.socket = socket;
        this.onClose = onClose;
        // A command that does not read what it is sent is no broken connection.
        socket.getSink().timeout().timeout(0, TimeUnit.MILLISECONDS);
        socket.getSource().timeout().timeout(0, TimeUnit.MILLISECONDS);
        BufferedSource source = Okio.buffer(socket.getSource());
        BufferedSink sink = Okio.buffer(socket.getSink());
        this.input = new Heard(source.inputStream(), failures, onHeard);
        this.output = new Sent(sink.outputStream());
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(response.header(name));
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public void close() {
        onClose.accept(this);
        socket.cancel();
        call.cancel();
        // Both sides must end, or OkHttp misses the connection.
        end(socket.getSink());
        end(socket.getSource());
    }

    private static void end(Closeable side) {
        try {
            side.close();
        } catch (IOException e) {
            LOG.debug("an upgraded connection was gone already: {}", e.getMessage());
        }
    }

    /** Says of a connection that was closed meanwhile what any stream would. */
    private static final class Sent extends FilterOutputStream {
        Sent(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IllegalStateException e) {
                throw new IOException("The connection was closed.", e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IllegalStateException e) {
                throw new IOException("The connection was closed.", e);
            }
        }
    }

    /** Says when something came, and what it means that nothing more does. */
    private static final class Heard extends FilterInputStream {
        private final Failures failures;
        private final Runnable onHeard;

        Heard(InputStream in, Failures failures, Runnable onHeard) {
            super(in);
            this.failures = failures;
            this.onHeard = onHeard;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0; // OkHttp's own stream would wait for a byte.
            }
            try {
                int count = super.read(buffer, offset, length);
                onHeard.run();
                return count;
            } catch (IOException e) {
                throw failures.lost(e);
            } catch (IllegalStateException e) {
                throw new IOException("The connection was closed.", e);
            }
        }
    }
}
