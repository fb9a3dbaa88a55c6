package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events, written by the old API ({@code count}, {@code lastTimestamp}) or the new one ({@code series}). */
public final class Events {

    static final List<Function> FUNCTIONS = List.of(
            Function.of("event.type", ColumnKind.STATUS, Events::type, "type", "reason"),
            Function.of(
                    "event.lastSeen",
                    ColumnKind.TIME,
                    (e, _) -> Cells.time(lastSeen(e)),
                    "firstTimestamp",
                    "lastTimestamp",
                    "eventTime",
                    "series"),
            Function.of(
                    "event.firstSeen",
                    ColumnKind.TIME,
                    (e, _) -> Cells.time(firstSeen(e)),
                    "firstTimestamp",
                    "eventTime"),
            Function.of("event.count", ColumnKind.NUMBER, (e, _) -> new Cell.Amount(count(e)), "count", "series"),
            Function.of(
                    "event.source",
                    ColumnKind.TEXT,
                    (e, _) -> Cells.text(source(e)),
                    "source",
                    "reportingComponent",
                    "reportingInstance"),
            Function.of("event.message", ColumnKind.TEXT, (e, _) -> Cells.text(message(e)), "message"),
            Function.of("event.object", ColumnKind.TEXT, (e, _) -> Cells.text(target(e)), "involvedObject"));

    private Events() {}

    private static Cell type(Map<String, Object> event, long now) {
        return Cells.status(severity(event), Tree.text(event, "type"));
    }

    /** Warnings are warnings; all else is quiet. */
    public static Severity severity(Map<String, Object> event) {
        return "Warning".equals(Tree.text(event, "type")) ? Severity.WARNING : Severity.HEALTHY;
    }

    /** When it was first seen. */
    public static @Nullable Long firstSeen(Map<String, Object> event) {
        Long first = Tree.time(event, "firstTimestamp");
        return first == null ? Tree.time(event, "eventTime") : first;
    }

    /** When it was last seen. */
    public static @Nullable Long lastSeen(Map<String, Object> event) {
        if (Tree.at(event, "series") != null) {
            return Tree.time(event, "series", "lastObservedTime");
        }
        Long last = Tree.time(event, "lastTimestamp");
        return last == null ? firstSeen(event) : last;
    }

    /** How often it was seen; at least once. */
    public static long count(Map<String, Object> event) {
        if (Tree.at(event, "series") != null) {
            return Tree.whole(0, event, "series", "count");
        }
        return Math.max(1, Tree.whole(1, event, "count"));
    }

    /** Who reported it, for example {@code kubelet, node-1}. */
    public static String source(Map<String, Object> event) {
        String component =
                firstNonEmpty(Tree.text(event, "source", "component"), Tree.text(event, "reportingComponent"));
        String instance = firstNonEmpty(Tree.text(event, "source", "host"), Tree.text(event, "reportingInstance"));
        return instance.isEmpty() ? component : component + ", " + instance;
    }

    /** What it says. */
    public static String message(Map<String, Object> event) {
        return Tree.text(event, "message").strip();
    }

    private static String target(Map<String, Object> event) {
        String kind = Tree.text(event, "involvedObject", "kind").toLowerCase(Locale.ROOT);
        String name = Tree.text(event, "involvedObject", "name");
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    private static String firstNonEmpty(String first, String second) {
        return first.isEmpty() ? second : first;
    }
}
