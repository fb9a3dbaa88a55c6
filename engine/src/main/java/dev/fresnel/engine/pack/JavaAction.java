package dev.fresnel.engine.pack;

import dev.fresnel.engine.pack.ActionSpec.InputType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The actions that are worked out in Java, because they read other objects before they know what to do. Packs call them by name;
 * what they do is in the package {@code action}.
 */
public enum JavaAction {
    /** A workload gets the template of one of its earlier revisions. */
    ROLLBACK("workload.rollback", null),

    /** A node is cordoned and its pods are evicted, as {@code kubectl drain} does. */
    DRAIN("node.drain", "Node"),

    /** A job is made anew from one that has ended. */
    RETRY("job.retry", "batch/Job"),

    /** A container with tools of its own is added to a pod that runs, and joined. */
    DEBUG("pod.debug", "Pod");

    private final String text;
    private final @Nullable String kind;

    JavaAction(String text, @Nullable String kind) {
        this.text = text;
        this.kind = kind;
    }

    /** The action that packs call so. */
    public static Optional<JavaAction> named(String text) {
        return Arrays.stream(values())
                .filter(action -> action.text.equals(text))
                .findFirst();
    }

    /** As packs call them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(action -> action.text).toList();
    }

    /** The one kind that it is for, as packs write it; null for any. */
    public @Nullable String kind() {
        return kind;
    }

    /** What it can be told, by id, and how that is asked for. A pack may leave out any: then nothing is said of it. */
    public Map<String, Class<? extends InputType>> inputs() {
        return switch (this) {
            case ROLLBACK -> Map.of("revision", InputType.Listed.class);
            case DRAIN ->
                Map.of(
                        "daemonSets", InputType.Flag.class,
                        "emptyDir", InputType.Flag.class,
                        "unmanaged", InputType.Flag.class,
                        "grace", InputType.Text.class,
                        "timeout", InputType.Text.class,
                        "pods", InputType.Text.class,
                        "terminating", InputType.Text.class);
            case RETRY -> Map.of("old", InputType.Choice.class);
            case DEBUG -> Map.of("image", InputType.Text.class, "target", InputType.Text.class);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
