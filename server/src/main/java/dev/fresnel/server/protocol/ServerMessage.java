package dev.fresnel.server.protocol;

import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewDelta;
import org.jspecify.annotations.Nullable;

/** To the browser. */
public sealed interface ServerMessage {

    /**
     * Answers Hello.
     *
     * @param now the server's clock, milliseconds since 1970: ages are reckoned by it
     */
    record Welcome(int protocol, String version, long now) implements ServerMessage {}

    /** Nothing else was to be said for a while: the server is still there. */
    record Heartbeat() implements ServerMessage {}

    /** All of a view: at first, after an adjustment that changes what its parts mean, or where a delta would be larger. */
    record Snapshot(int id, ViewData data) implements ServerMessage {}

    /** What changed in a table or a log since the last message about it. */
    record Delta(int id, ViewDelta delta) implements ServerMessage {}

    /**
     * Something asked for cannot be done.
     *
     * @param id the view, or null where the connection as a whole is meant
     * @param message what is wrong and what to do
     * @param detail another program's own words, word for word
     */
    record Failure(
            @Nullable Integer id, Phrase message, @Nullable String detail) implements ServerMessage {}
}
