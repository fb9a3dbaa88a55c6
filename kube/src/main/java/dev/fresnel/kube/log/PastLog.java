package dev.fresnel.kube.log;

import dev.fresnel.kube.api.ApiReader;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.StreamedResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** What one container has written so far, read once, from its first line to its last. For one thread; any may close it. */
public final class PastLog implements AutoCloseable {

    /** Of an answer that says no. */
    private static final int MOST_WORDS = 64 * 1024;

    private final StreamedResponse response;
    private final LineReader lines;
    private long time;

    private PastLog(StreamedResponse response) {
        this.response = response;
        this.lines = new LineReader(response.body());
    }

    /** @throws dev.fresnel.kube.api.ApiServerException where the server says no */
    public static PastLog open(ApiServer server, LogRequest request) throws IOException, InterruptedException {
        StreamedResponse response = server.open(request.asked());
        if (response.status() == HttpURLConnection.HTTP_UNAUTHORIZED && server.refreshCredentials()) {
            response.close();
            response = server.open(request.asked());
        }
        if (response.status() == HttpURLConnection.HTTP_OK || response.status() == HttpURLConnection.HTTP_NO_CONTENT) {
            return new PastLog(response);
        }
        try (StreamedResponse refused = response) {
            byte[] body = refused.body().readNBytes(MOST_WORDS);
            throw new ApiReader.Answer(refused.status(), body, refused::headers).refusal();
        }
    }

    /** The next line; null at the end. What the node itself says in between has the time of the line before. */
    public @Nullable LogLine next() throws IOException {
        LineReader.Raw raw = lines.next();
        if (raw == null) {
            return null;
        }
        int blank = LogTime.end(raw.text());
        long read = LogTime.read(raw.text(), blank);
        if (read == LogTime.NONE) {
            return new LogLine(time, raw.text(), raw.cut());
        }
        time = read;
        return new LogLine(
                read, raw.text().substring(Math.min(blank + 1, raw.text().length())), raw.cut());
    }

    @Override
    public void close() {
        response.close();
    }
}
