package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one object.
 *
 * @param ref the object
 * @param kindTitle the kind in the singular, in the person's language
 * @param icon the kind's icon, a name from the icon set
 * @param status how it is, where the kind has a status
 * @param createdAt milliseconds since 1970, null until known
 * @param deletingSince when its deletion was asked for, null if it was not
 * @param gone the object was deleted while it was looked at; what is shown is its last state
 * @param sections in order
 * @param state how far this can be believed
 */
public record DetailsData(
        ObjectRef ref,
        String kindTitle,
        String icon,
        Cell.@Nullable Status status,
        @Nullable Long createdAt,
        @Nullable Long deletingSince,
        boolean gone,
        List<Section> sections,
        SourceState state)
        implements ViewData {

    /** A part of the page. {@code id} is stable; {@code title} is in the person's language. */
    public sealed interface Section {
        String id();

        String title();

        /** Labels with values. */
        record Properties(String id, String title, List<Property> properties) implements Section {}

        /** Conditions of a status. */
        record Conditions(String id, String title, List<Condition> conditions) implements Section {}

        /** A small table within the object, such as ports or rules. */
        record Table(String id, String title, List<TableData.Column> columns, List<List<Cell>> rows)
                implements Section {}

        /** Names with values of any length, such as labels, annotations or the data of a ConfigMap. */
        record KeyValues(String id, String title, List<KeyValue> entries) implements Section {}

        /** Keys whose values are behind an eye: a Reveal view reads one on demand. */
        record Secrets(String id, String title, List<SecretKey> keys) implements Section {}

        /** Containers of a pod or of a pod template. */
        record Containers(String id, String title, List<Container> containers) implements Section {}

        /** Events, newest first. */
        record Events(
                String id,
                String title,
                List<Event> events,
                @Nullable SourceState state) implements Section {}

        /**
         * Objects that hang together with this one, as a small live list.
         *
         * @param resource their kind
         * @param total how many there are; {@code rows} may hold fewer
         * @param query shows all of them on the kind's own page, null where a query cannot say it
         */
        record Related(
                String id,
                String title,
                String resource,
                List<TableData.Column> columns,
                List<TableData.Row> rows,
                int total,
                @Nullable String query,
                SourceState state)
                implements Section {}

        /** Text in a monospaced face: a script, a certificate, a rendered template. */
        record Text(String id, String title, String text, String language) implements Section {}
    }

    /** A label with its value. {@code about} explains it, where it needs that. */
    public record Property(
            String label, Cell value, @Nullable String about) {}

    /** As in {@code status.conditions}. */
    public record Condition(
            String type,
            String status,
            Severity severity,
            @Nullable String reason,
            @Nullable String message,
            @Nullable Long changedAt) {}

    /** A name with a text. */
    public record KeyValue(String key, String value) {}

    /** A key of a Secret, with the length of its value in bytes where known. */
    public record SecretKey(String key, @Nullable Integer bytes) {}

    /**
     * A container, with what kubectl describe tells.
     *
     * @param role {@code container}, {@code init}, {@code sidecar} or {@code ephemeral}
     * @param state now; null in a template
     * @param last how the one before ended, where there was one
     * @param properties image, ports, command, probes, resources and so on, in order
     * @param env its environment, each with its value or the link it comes from
     * @param mounts where which volume is mounted
     */
    public record Container(
            String name,
            String role,
            String image,
            Cell.@Nullable Status state,
            Cell.@Nullable Restarts restarts,
            @Nullable Cell last,
            List<Property> properties,
            List<Property> env,
            List<Property> mounts) {}

    /** One event, or several alike. */
    public record Event(
            Severity severity,
            String reason,
            String message,
            long count,
            long lastAt,
            @Nullable Cell about,
            String source) {}
}
