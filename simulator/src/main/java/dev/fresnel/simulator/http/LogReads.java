package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the subresource {@code log} of pods. */
final class LogReads {

    private final Reads reads;
    private final PodLogs logs;
    private final Clock clock;

    LogReads(Reads reads, PodLogs logs, Clock clock) {
        this.reads = reads;
        this.logs = logs;
        this.clock = clock;
    }

    void get(Exchange exchange, ResourcePath path) throws IOException {
        Map<String, Object> pod = reads.object(path);
        String container = ContainerChoice.of(exchange.query("container"), pod);
        boolean follow = exchange.isSet("follow");
        PodLogs.Options options =
                new PodLogs.Options(exchange.isSet("previous"), follow, since(exchange), exchange.number("tailLines"));
        Long limit = exchange.number("limitBytes");
        boolean times = exchange.isSet("timestamps");
        if (Tree.text(pod, "spec", "nodeName").isEmpty()) {
            // nobody could have written anything
            exchange.nothing(204);
            return;
        }
        PodLogs.Lines lines =
                logs.open(String.valueOf(path.namespace()), String.valueOf(path.name()), container, options);
        try (lines;
                OutputStream out = exchange.stream(200, "text/plain");
                ClientGone _ = follow ? exchange.onGone(lines::close) : null) {
            out.flush();
            write(lines, out, times, limit == null ? Long.MAX_VALUE : limit, follow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(PodLogs.Lines lines, OutputStream out, boolean times, long limit, boolean follow)
            throws IOException, InterruptedException {
        long left = limit;
        for (PodLogs.Line line = lines.next(); line != null && left > 0; line = lines.next()) {
            String text = (times ? line.time() + " " : "") + line.text() + "\n";
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write(bytes, 0, (int) Math.min(left, bytes.length));
            left -= bytes.length;
            if (follow) {
                out.flush();
            }
        }
    }

    private @Nullable Instant since(Exchange exchange) {
        Long seconds = exchange.number("sinceSeconds");
        if (seconds != null) {
            return Instant.now(clock).minusSeconds(seconds);
        }
        String time = exchange.query("sinceTime");
        try {
            return time.isEmpty() ? null : Instant.parse(time);
        } catch (DateTimeParseException e) {
            throw StatusException.badRequest("sinceTime: Invalid value: \"" + time + "\": must be a time as RFC 3339");
        }
    }
}
