package dev.fresnel.kube.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Response;

/**
 * A response of OkHttp. Its buffers are not made to be closed under a reader's hands: closing ends the call, which makes
 * the reader fail, and whoever of the two is last gives the buffers back.
 */
final class OkHttpResponse implements StreamedResponse {

    private final Call call;
    private final Response response;
    private final Failures failures;
    private final Runnable onHeard;
    private final Consumer<OkHttpResponse> onClose;
    private final Body body;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean closed;
    private volatile boolean ended;

    /**
     * @param onHeard told whenever some of the body has come
     * @param onClose told when the response is closed, perhaps more than once
     */
    OkHttpResponse(
            Call call, Response response, Failures failures, Runnable onHeard, Consumer<OkHttpResponse> onClose) {
        this.call = call;
        this.response = response;
        this.failures = failures;
        this.onHeard = onHeard;
        this.onClose = onClose;
        this.body = new Body(response.body().byteStream());
    }

    @Override
    public int status() {
        return response.code();
    }

    @Override
    public List<String> headers(String name) {
        return response.headers(name);
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
        if (!ended) {
            call.cancel();
        }
        if (reading.tryLock()) {
            try {
                response.close();
            } finally {
                reading.unlock();
            }
        }
    }

    private final class Body extends InputStream {

        private final InputStream stream;

        Body(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0; // OkHttp's own stream would wait for a byte.
            }
            reading.lock();
            try {
                if (closed) {
                    throw new IOException("The response was closed.");
                }
                int count = stream.read(buffer, offset, length);
                ended |= count < 0;
                onHeard.run();
                return count;
            } catch (IOException e) {
                if (closed) {
                    throw new IOException("The response was closed.", e);
                }
                throw failures.lost(e);
            } finally {
                reading.unlock();
                if (closed) {
                    OkHttpResponse.this.close();
                }
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int available() throws IOException {
            reading.lock();
            try {
                return closed ? 0 : stream.available();
            } finally {
                reading.unlock();
            }
        }

        @Override
        public void close() {
            OkHttpResponse.this.close();
        }
    }
}
