package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.Severity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What kubectl's word for a pod leaves unsaid: a pod that is {@code Running} may still not be ready. */
final class PodReason {

    private static final Phrase NOT_READY = Phrase.of("reason.notReady");
    private static final Phrase STARTING = Phrase.of("reason.starting");
    private static final Phrase NO_NODE_FITS = Phrase.of("reason.noNodeFits");
    private static final Phrase UNBOUND_VOLUME = Phrase.of("reason.unboundVolume");
    private static final Phrase HANGING = Phrase.of("reason.hanging");

    private PodReason() {}

    /** The reason, or null where the word says all. */
    static @Nullable Phrase of(Map<String, Object> pod, PodState state, Severity severity) {
        boolean warns = severity == Severity.WARNING;
        return switch (state.reason()) {
            case "Running" -> warns ? NOT_READY : severity == Severity.PROGRESSING ? STARTING : null;
            case "Pending" -> warns ? unscheduled(pod) : STARTING;
            case "Terminating" -> warns ? HANGING : null;
            default -> null;
        };
    }

    private static Phrase unscheduled(Map<String, Object> pod) {
        String message = Tree.text(Conditions.find(pod, "PodScheduled"), "message");
        // The scheduler counts nodes in its sentence, but says this of the pod alone.
        return message.contains("unbound immediate PersistentVolumeClaims") ? UNBOUND_VOLUME : NO_NODE_FITS;
    }
}
