package dev.fresnel.engine.pack;

import dev.fresnel.engine.view.Severity;
import java.util.Locale;

/** How bad the words are that custom resources use for their phase. A word that is not known says nothing bad. */
final class Phases {

    private Phases() {}

    static Severity severity(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "failed", "error", "failure", "unhealthy", "crashed", "invalid", "lost", "missing" -> Severity.FAILED;
            case "degraded", "warning", "outofsync", "notready", "suspended with errors" -> Severity.WARNING;
            case "pending",
                    "creating",
                    "provisioning",
                    "progressing",
                    "updating",
                    "deleting",
                    "terminating",
                    "initializing",
                    "reconciling",
                    "starting",
                    "inprogress" -> Severity.PROGRESSING;
            case "unknown" -> Severity.UNKNOWN;
            default -> Severity.HEALTHY;
        };
    }
}
