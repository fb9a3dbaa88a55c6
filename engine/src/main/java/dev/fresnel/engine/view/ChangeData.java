package dev.fresnel.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change before it happens: what will become of each object, as the API server says.
 *
 * @param title what is done, in the person's language
 * @param about what it does, where the title leaves that open
 * @param dangerous whether something may stop working or be lost by it
 * @param inputs what the person may say about it
 * @param items the objects, in the order they were asked for
 * @param stage how far it is
 * @param wordToConfirm what the person must type before it is done; null for nothing
 * @param task the task that does it, once confirmed
 * @param leads where a terminal is opened then; null for none
 */
public record ChangeData(
        String title,
        @Nullable String about,
        boolean dangerous,
        List<Input> inputs,
        List<Item> items,
        Stage stage,
        @Nullable String wordToConfirm,
        @Nullable Integer task,
        @Nullable Leads leads)
        implements ViewData {

    /** A terminal that is opened once a change has begun: in which container, which may be still to come. */
    public record Leads(ObjectRef ref, String container, TerminalData.Mode mode) {}

    /** How far a change is. */
    public enum Stage {
        /** The server is being asked what would become of it. */
        CHECKING,
        /** It can be confirmed: at least one object would change. */
        READY,
        /** There is nothing that could be done. */
        NOTHING,
        /** It was confirmed. */
        STARTED
    }

    /**
     * What the person may give.
     *
     * @param value as it is asked for now
     * @param field what it can be
     * @param problem what is wrong with it, or null
     */
    public record Input(
            String id,
            String title,
            String value,
            Field field,
            @Nullable Phrase problem) {}

    /** What an input can be. */
    public sealed interface Field {

        /** A whole number between two, both included. */
        record Whole(long min, long max) implements Field {}

        /** A text, which may be empty where it is optional. */
        record Text(boolean optional) implements Field {}

        /** Yes or no: {@code true} or {@code false}. */
        record Flag() implements Field {}

        /**
         * One of these, which are told apart by more than a name.
         *
         * @param columns their titles, in the person's language
         */
        record Listed(List<String> columns, List<Entry> entries) implements Field {}

        /**
         * One of a list.
         *
         * @param cells as many as there are columns
         * @param now whether it is what holds now
         */
        record Entry(String value, List<Cell> cells, boolean now) {}

        /** One of these. */
        record Choice(List<Option> options) implements Field {}

        /** A value, and how it is called in the person's language. */
        record Option(String value, String title) {}
    }

    /** One object of a change. */
    public record Item(ObjectRef ref, Outlook outlook) {}

    /** What will become of an object. */
    public sealed interface Outlook {

        /** Whether something is done to the object. */
        default boolean acts() {
            return this instanceof Changes
                    || this instanceof Goes
                    || this instanceof Leaves
                    || this instanceof Later
                    || this instanceof Remade;
        }

        /** The server is being asked. */
        record Checking() implements Outlook {}

        /**
         * It will change.
         *
         * @param diff of its YAML
         * @param warnings of the server, word for word
         * @param version of the object that was looked at; {@code ""} where there is none yet, and it will be made
         */
        record Changes(Diff diff, List<String> warnings, String version) implements Outlook {}

        /**
         * It will be made when what it needs is there; before that the server cannot say more.
         *
         * @param needs what is made first
         * @param diff of the text as the person wrote it
         */
        record Later(List<ObjectRef> needs, Diff diff) implements Outlook {}

        /** Others have set some of its fields: the person decides first what becomes of those. */
        record Contested(List<Conflict> conflicts) implements Outlook {}

        /** It will be deleted, and what it owns as {@code propagation} says. */
        record Goes(List<String> warnings) implements Outlook {}

        /**
         * It will be evicted.
         *
         * @param note what there is to say of that: what keeps it now, until which it will be waited, or what is lost with it
         */
        record Leaves(List<String> warnings, @Nullable Phrase note) implements Outlook {}

        /**
         * It will be deleted, and made anew under its name.
         *
         * @param diff of its YAML
         * @param version of the object that was looked at
         */
        record Remade(Diff diff, List<String> warnings, String version) implements Outlook {}

        /** It has to do with the change, and is left as it is. */
        record Stays(Phrase why) implements Outlook {}

        /** Something of it is opened, a container or a port; what is done there is not known here. */
        record Opened(String what) implements Outlook {}

        /** It is that way already. */
        record Same() implements Outlook {}

        /**
         * It cannot be done.
         *
         * @param detail what the server said, word for word
         */
        record Refused(Phrase message, @Nullable String detail) implements Outlook {}
    }

    /**
     * A field that the person would set and another has set.
     *
     * @param field as the server names it
     * @param manager who has set it, as it calls itself
     * @param at when, milliseconds since 1970; null where that is not known
     * @param theirs what it is, as short text; null where that is not shown
     * @param mine what it would be; null where it would go, or is not shown
     */
    public record Conflict(
            String field,
            String manager,
            @Nullable Long at,
            @Nullable String theirs,
            @Nullable String mine) {}

    /**
     * How two texts differ, in parts with some lines of what is around them.
     *
     * @param added lines
     * @param removed lines
     */
    public record Diff(List<Hunk> hunks, int added, int removed) {}

    /**
     * Lines that belong together.
     *
     * @param before number of its first line in the text before, from 1
     * @param after number of its first line in the text after, from 1
     */
    public record Hunk(int before, int after, List<Line> lines) {}

    /** One line of a diff. */
    public record Line(LineKind kind, String text) {}

    /** Whether a line stays, comes or goes. */
    public enum LineKind {
        SAME,
        ADDED,
        REMOVED
    }
}
