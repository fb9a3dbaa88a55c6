package dev.fresnel.kube.log;

import dev.fresnel.kube.api.ApiRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of which container.
 *
 * @param previous of the run before this one
 * @param since from then on, null for all that is kept
 * @param tail only so many of the newest that are there already, null for all
 */
public record LogRequest(
        String namespace,
        String pod,
        String container,
        boolean previous,
        @Nullable Instant since,
        @Nullable Integer tail) {

    /** As the API server is asked for it. */
    ApiRequest asked() {
        return asked(since, since == null ? tail : null);
    }

    /** The same from another time on, with another number of lines. */
    ApiRequest asked(@Nullable Instant from, @Nullable Integer newest) {
        ApiRequest asked = ApiRequest.get("/api/v1/namespaces/" + namespace + "/pods/" + pod + "/log")
                .accepting("*/*")
                .with("container", container)
                .with("timestamps", "true");
        if (previous) {
            asked = asked.with("previous", "true");
        }
        if (from != null) {
            asked = asked.with("sinceTime", from.toString());
        }
        return newest == null ? asked : asked.with("tailLines", newest.toString());
    }
}
