package dev.fresnel.engine.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser asks to see. Adjusting an open view sends the same record with other values. */
public sealed interface ViewRequest {

    /** All clusters and how they are. */
    record Home() implements ViewRequest {}

    /** What the rail shows for these clusters, with their namespaces. */
    record Navigation(List<String> clusters) implements ViewRequest {}

    /**
     * A window of a live table.
     *
     * @param clusters at least one
     * @param namespaces empty for all
     * @param resource as in {@code Kind.resource()}
     * @param query in the query language, {@code ""} for all
     * @param sort null for the pack's own order
     * @param offset first row of the window, from 0
     * @param limit rows in the window, 1 to 500
     * @param columns ids of the columns to show in their order, or null for the pack's choice
     */
    record Table(
            List<String> clusters,
            List<String> namespaces,
            String resource,
            String query,
            @Nullable Sort sort,
            int offset,
            int limit,
            @Nullable List<String> columns)
            implements ViewRequest {}

    /** Everything about one object. */
    record Details(ObjectRef ref) implements ViewRequest {}

    /** One object as YAML, live; {@code managedFields} only on request. */
    record Yaml(ObjectRef ref, boolean managedFields) implements ViewRequest {}

    /** One value of a Secret, read as the person at this moment and kept nowhere. */
    record Reveal(ObjectRef ref, String key) implements ViewRequest {}

    /** Kinds, objects, namespaces and views that a typed text may mean. */
    record Palette(List<String> clusters, String text, int limit) implements ViewRequest {}

    /** What could be typed next in a query bar, at a place in its text. */
    record Completion(List<String> clusters, List<String> namespaces, String resource, String text, int caret)
            implements ViewRequest {}

    /** What can be done to some objects of one kind: at least one, at most {@value #MAX_OBJECTS}. */
    record Actions(List<ObjectRef> objects) implements ViewRequest {}

    /**
     * A change before it happens. Adjusting it with other inputs shows what would become of those.
     *
     * @param objects of one kind; at least one, at most {@value #MAX_OBJECTS}
     * @param action id of an action of that kind
     * @param inputs by their ids; what is not given is as the action has it
     */
    record Change(List<ObjectRef> objects, String action, Map<String, String> inputs) implements ViewRequest {}

    /**
     * A text that a person writes: what is wrong with it, and what others have changed meanwhile.
     *
     * @param cluster in which it is to hold
     * @param ref the object that is edited; null for new ones
     * @param resource of which kind a new one is; {@code ""} where that is open
     * @param namespace where a new one is
     * @param before the object's text as the person began with it; null before it is known
     * @param text as it is now; {@code ""} before there is one
     * @param revision counts up with each other text
     * @param setters whether to tell who set what
     * @param form number of the object of the text that is wanted as a form, from 0; -1 for none
     */
    record Edit(
            String cluster,
            @Nullable ObjectRef ref,
            String resource,
            String namespace,
            @Nullable String before,
            String text,
            int revision,
            boolean setters,
            int form)
            implements ViewRequest {}

    /**
     * What a text becomes when a field of one of its objects is filled in.
     *
     * @param document number of the object, from 0
     * @param path as the form names it
     */
    record Fill(String cluster, String text, int document, List<String> path, Filling filling) implements ViewRequest {}

    /** What is done to a field of a form. */
    sealed interface Filling {

        /** It becomes this; nothing takes it away. */
        record Put(String value) implements Filling {}

        /** It becomes these. */
        record PutLines(List<String> values) implements Filling {}

        /** It becomes what a file holds, in base64. */
        record PutFile(String base64) implements Filling {}

        /** Something more of the kind. */
        record Add() implements Filling {}

        /** It goes. */
        record Drop() implements Filling {}

        /** It gets another key. */
        record Name(String key) implements Filling {}
    }

    /**
     * What could be written at a place in a YAML text, and what stands there.
     *
     * @param line from 1
     * @param column from 1, in code points
     */
    record Assist(String cluster, String text, int line, int column) implements ViewRequest {}

    /**
     * What would become of the objects of a text, before it happens.
     *
     * @param namespace for those that name none
     * @param ref the object that is edited, if one is
     * @param before its text as the person began with it
     * @param decisions what becomes of fields that others have set
     */
    record Apply(
            String cluster,
            String namespace,
            @Nullable ObjectRef ref,
            @Nullable String before,
            String text,
            List<Decision> decisions)
            implements ViewRequest {}

    /** What becomes of a field that another has set. */
    record Decision(ObjectRef ref, String field, Keep keep) {}

    /** Whose value a contested field has. */
    enum Keep {
        /** Theirs, and it is left to them. */
        LEFT,
        /** Theirs, and I stand for it as well. */
        THEIRS,
        /** Mine: it is taken over from them. */
        MINE
    }

    /**
     * What is wrong, by cause.
     *
     * @param clusters at least one
     * @param namespaces empty for all, and for what is in none
     * @param about only what concerns this object, or null
     */
    record Problems(
            List<String> clusters,
            List<String> namespaces,
            @Nullable ObjectRef about) implements ViewRequest {}

    /** The taking back of a task, before it happens. */
    record Undo(int task) implements ViewRequest {}

    /** What is being done and was done. */
    record Tasks() implements ViewRequest {}

    /**
     * What was done through Fresnel, newest first.
     *
     * @param text words that an entry must hold in its title, person or objects; {@code ""} for all
     * @param offset first entry, from 0
     * @param limit how many, 1 to 200
     * @param open id of the entry whose objects are wanted too, or null
     */
    record Audit(
            String text, int offset, int limit, @Nullable Long open) implements ViewRequest {}

    /**
     * The lines that the containers of some objects write, as pods themselves or through the pods that belong to them.
     *
     * @param objects 1 to {@value #MAX_OBJECTS}
     * @param which which of their lines are read from the servers
     * @param filter which of those are shown, in the query language, over the fields of lines; {@code ""} for all
     * @param levels those shown, empty for all
     * @param from only lines from then on, milliseconds since 1970, or null
     * @param to only lines before then, or null
     * @param find a regular expression that is looked for among them, {@code ""} for none
     * @param columns names of fields whose values are wanted for themselves
     * @param follow whether the window is the newest lines; if not, lines that come are held back so that nothing moves
     * @param offset first line of the window where it does not follow
     * @param limit lines in the window, 1 to 500
     * @param seek a line to be looked for, null for none
     */
    record Logs(
            List<ObjectRef> objects,
            LogSource which,
            String filter,
            List<LogData.Level> levels,
            @Nullable Long from,
            @Nullable Long to,
            String find,
            List<String> columns,
            boolean follow,
            int offset,
            int limit,
            @Nullable Seek seek)
            implements ViewRequest {}

    /**
     * Which lines are read from the servers.
     *
     * @param containers by name, empty for all
     * @param previous of each container's run before this one
     * @param since seconds from now, null for all that is kept
     * @param tail of each container only so many of the newest that are there already, null for all
     */
    record LogSource(
            List<String> containers,
            boolean previous,
            @Nullable Integer since,
            @Nullable Integer tail) {}

    /**
     * A line to be looked for.
     *
     * @param serial another number for each wish
     * @param line the number of the line from which on the next with what is looked for is wanted, -1 for the first
     * @param backward whether the one before it is wanted
     * @param at a time in nanoseconds since 1970 instead, whose line is wanted; null otherwise
     */
    record Seek(
            int serial,
            int line,
            boolean backward,
            @Nullable String at) {}

    /**
     * A terminal in a container of an object: of a pod itself, or of one that belongs to it.
     *
     * @param session names the terminal: a text that nobody can guess, chosen by the browser
     * @param fresh whether it is opened where there is none of that name
     * @param target in which pod, null for one that runs
     * @param container of that pod, {@code ""} for the one it is mainly for
     * @param columns of the screen, 1 to 1,000
     * @param rows of the screen, 1 to 1,000
     */
    record Terminal(
            String session,
            boolean fresh,
            ObjectRef ref,
            @Nullable ObjectRef target,
            String container,
            TerminalData.Mode mode,
            int columns,
            int rows)
            implements ViewRequest {}

    /** The ports of an object that can be forwarded. */
    record Ports(ObjectRef ref) implements ViewRequest {}

    /** What is forwarded to this machine and was. */
    record Forwards() implements ViewRequest {}

    /** How many objects one view may be about. */
    int MAX_OBJECTS = 500;

    /** A column's id and the direction. */
    record Sort(String column, boolean descending) {}
}
