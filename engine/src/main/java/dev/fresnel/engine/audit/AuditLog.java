package dev.fresnel.engine.audit;

import dev.fresnel.engine.view.AuditData;
import dev.fresnel.engine.view.ChangeData.Item;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TasksData.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every change that was confirmed: who, when, what as it was shown, and what came of it. Calls take some milliseconds.
 * Thread-safe.
 */
public interface AuditLog {

    /**
     * A change that begins.
     *
     * @param person who confirmed it
     * @param startedAt milliseconds since 1970
     * @param items as they were shown and confirmed: differences hold no values of Secrets
     */
    record Beginning(String person, long startedAt, String title, String icon, List<Item> items) {
        public Beginning {
            items = List.copyOf(items);
        }
    }

    /**
     * What came of it for one object.
     *
     * @param user as whom the cluster took it; null where the cluster does not say
     */
    record Outcome(Progress progress, @Nullable String user) {}

    /**
     * Keeps that a change begins.
     *
     * @return names it in this log
     * @throws IOException if it cannot be kept; the message says why
     */
    long begin(Beginning beginning) throws IOException;

    /**
     * Keeps what came of a change.
     *
     * @throws IOException if it cannot be kept
     */
    void end(long id, long endedAt, Map<ObjectRef, Outcome> outcomes) throws IOException;

    /**
     * Changes of which title, person or an object holds each word of the text, newest first.
     *
     * @param text {@code ""} for all
     * @param offset the first that is wanted, from 0
     * @param limit how many at most
     * @throws IOException if the log cannot be read
     */
    Page find(String text, int offset, int limit) throws IOException;

    /** Some of the changes that were found, and how many there are. */
    record Page(int total, List<AuditData.Entry> entries) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The objects of one change, as they were shown, with what came of each; empty where it is not known.
     *
     * @throws IOException if the log cannot be read
     */
    List<AuditData.Step> steps(long id) throws IOException;
}
