package dev.fresnel.kube.watch;

import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.StreamedResponse;
import dev.fresnel.kube.wire.ApiStatus;
import dev.fresnel.kube.wire.Encoding;
import dev.fresnel.kube.wire.ListReader;
import dev.fresnel.kube.wire.ObjectReader;
import dev.fresnel.kube.wire.Reading;
import dev.fresnel.kube.wire.WatchReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request after another about one Kind. It notices when nothing has come for too long, and ends the request then; and
 * it ends it when closed. {@link #close} may be called by any thread, the rest is for the Reflector's own.
 */
final class KindConnection implements AutoCloseable {

    /** An answer that said yes. Closing it ends the request. */
    final class Answer implements AutoCloseable {
        private final StreamedResponse response;

        private Answer(StreamedResponse response) {
            this.response = response;
        }

        ListReader list() throws IOException {
            return reader(response).list(response.body());
        }

        WatchReader watch() {
            return reader(response).watch(response.body());
        }

        @Override
        public void close() {
            done(response);
        }
    }

    private static final int LONGEST_REFUSAL = 64 << 10;

    private final ApiServer server;
    private final Reading reading;
    private final Timing timing;
    private final Duration silence;
    private final Map<Encoding, ObjectReader> readers = new EnumMap<>(Encoding.class);
    private final Object lock = new Object();

    private @Nullable StreamedResponse current;
    private long requests;
    private Timing.@Nullable Alarm alarm;
    private boolean closed;
    private volatile Instant heard;
    private volatile boolean silent;

    KindConnection(ApiServer server, Reading reading, Timing timing, Duration silence) {
        this.server = server;
        this.reading = reading;
        this.timing = timing;
        this.silence = silence;
        this.heard = timing.now();
    }

    /**
     * Asks, and returns as soon as the server has said yes.
     *
     * @throws ApiServerException where it said no
     * @throws IOException where no answer came
     */
    Answer open(ApiRequest request) throws IOException, InterruptedException {
        StreamedResponse response = server.open(request);
        synchronized (lock) {
            if (closed) {
                response.close();
                throw new InterruptedException("closed");
            }
            current = response;
            requests++;
            heard();
            silent = false;
            watchSilence(response);
        }
        if (response.status() != HttpURLConnection.HTTP_OK) {
            try {
                throw refusal(response);
            } finally {
                done(response);
            }
        }
        return new Answer(response);
    }

    private ObjectReader reader(StreamedResponse response) {
        Encoding encoding = response.header("Content-Type")
                        .filter(type -> type.startsWith("application/vnd.kubernetes.protobuf"))
                        .isPresent()
                ? Encoding.PROTOBUF
                : Encoding.JSON;
        return readers.computeIfAbsent(encoding, each -> ObjectReader.of(reading, each));
    }

    static ApiServerException refusal(StreamedResponse response) throws IOException {
        ApiStatus status = ApiStatus.read(response.body().readNBytes(LONGEST_REFUSAL));
        Optional<Duration> header = response.header("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        return exception(response.status(), status, header.orElse(null));
    }

    /** What a Status says, as an exception. */
    static ApiServerException exception(int httpStatus, ApiStatus status, @Nullable Duration retryAfter) {
        Duration wait = retryAfter == null && status.retryAfterSeconds() > 0
                ? Duration.ofSeconds(status.retryAfterSeconds())
                : retryAfter;
        String message = status.message().isEmpty() ? "the server answered " + httpStatus : status.message();
        return new ApiServerException(httpStatus, status.reason(), message, wait);
    }

    /** Something came from the server just now. */
    void heard() {
        heard = timing.now();
    }

    /** When something came last. */
    Instant lastHeard() {
        return heard;
    }

    /** Whether the last request ended because nothing came for too long. */
    boolean wentSilent() {
        return silent;
    }

    private void watchSilence(StreamedResponse response) {
        long mine = requests;
        Instant now = timing.now();
        if (heard.isAfter(now)) {
            heard = now; // the clock has been put back
        }
        Duration left = Duration.between(now, heard.plus(silence));
        alarm = timing.in(left, () -> {
            synchronized (lock) {
                if (current == null || mine != requests) {
                    return;
                }
                if (timing.now().isBefore(heard.plus(silence))) {
                    watchSilence(response);
                    return;
                }
                silent = true;
            }
            response.close();
        });
    }

    private void done(StreamedResponse response) {
        synchronized (lock) {
            if (alarm != null) {
                alarm.cancel();
            }
            current = null;
        }
        response.close();
    }

    /** Ends the request at once, and all later ones before they begin. */
    @Override
    public void close() {
        StreamedResponse ending;
        synchronized (lock) {
            closed = true;
            ending = current;
            current = null;
        }
        if (ending != null) {
            ending.close();
        }
    }
}
