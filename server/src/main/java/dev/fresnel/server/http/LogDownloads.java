package dev.fresnel.server.http;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.server.protocol.Json;
import dev.fresnel.server.protocol.MalformedMessageException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/** Answers with logs as a text, read from the clusters while it is sent. Thread-safe. */
final class LogDownloads {

    /** So many go on at a time; each may hold a stream of a hundred containers. */
    private static final int MOST = 4;

    private final LiveView.Opener opener;
    private final Semaphore room = new Semaphore(MOST);

    LogDownloads(LiveView.Opener opener) {
        this.opener = opener;
    }

    /** Which logs: the query's {@code of}, as JSON. */
    record Wanted(List<ObjectRef> objects, ViewRequest.LogSource which) {
        Wanted {
            objects = List.copyOf(objects);
            Objects.requireNonNull(which.containers(), "which containers");
        }
    }

    void send(Context context) throws IOException, InterruptedException {
        String site = context.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw new Refusal(403, "This request comes from another site.", null);
        }
        String of = context.queryParam("of");
        Wanted wanted;
        try {
            wanted = Json.read(of == null ? "" : of, Wanted.class);
        } catch (MalformedMessageException e) {
            throw new Refusal(400, "These are no logs: " + e.getMessage(), null);
        }
        if (!room.tryAcquire()) {
            throw new Refusal(429, "Other logs are being saved. Try again when they are.", null);
        }
        try {
            String name = wanted.objects().isEmpty()
                    ? ""
                    : wanted.objects().getFirst().name();
            context.contentType("text/plain; charset=utf-8")
                    .header("Content-Disposition", "attachment; filename=\"" + fileName(name) + "\"")
                    .header("Cache-Control", "no-store");
            opener.writeLogs(wanted.objects(), wanted.which(), context.outputStream());
        } catch (IllegalArgumentException e) {
            throw nothingToSave(context, 400, "These are no logs: " + e.getMessage());
        } catch (IOException e) {
            if (context.res().isCommitted()) {
                throw e;
            }
            throw nothingToSave(context, 502, String.valueOf(e.getMessage()));
        } finally {
            room.release();
        }
    }

    private static Refusal nothingToSave(Context context, int status, String sentence) {
        context.res().setHeader("Content-Disposition", null);
        return new Refusal(status, sentence, null);
    }

    /** A name that every file system takes. */
    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_") + ".log";
    }
}
