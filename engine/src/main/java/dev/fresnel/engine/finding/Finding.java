package dev.fresnel.engine.finding;

import dev.fresnel.engine.view.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem of one object.
 *
 * @param rule that found it, for example {@code pod.image}
 * @param severity {@link Severity#FAILED} where something does not work, {@link Severity#WARNING} where it soon will not, or only
 *     in part
 * @param title what is wrong, and why
 * @param together the same of several objects that have it from one cause: has the place {@code count}; null where each stands
 *     alone
 * @param cause what objects with the same problem from the same cause have in common, besides the rule and the cluster
 * @param advice what to do about it
 * @param since when it began, milliseconds since 1970; null where that is not known
 * @param evidence best first
 * @param ruledOut what was looked at and is not the cause
 */
public record Finding(
        String rule,
        Severity severity,
        Sentence title,
        @Nullable Sentence together,
        String cause,
        @Nullable Sentence advice,
        @Nullable Long since,
        List<Evidence> evidence,
        List<Sentence> ruledOut) {

    public Finding {
        evidence = List.copyOf(evidence);
        ruledOut = List.copyOf(ruledOut);
    }

    /** A problem that is known to be one; what else is known of it is added. */
    public static Finding failed(String rule, Sentence title) {
        return new Finding(rule, Severity.FAILED, title, null, "", null, null, List.of(), List.of());
    }

    /** A problem that is about to become one, or is one in part. */
    public static Finding warning(String rule, Sentence title) {
        return new Finding(rule, Severity.WARNING, title, null, "", null, null, List.of(), List.of());
    }

    /** With what it is called of several objects, and what these have in common. */
    public Finding together(String cause, Sentence together) {
        return new Finding(rule, severity, title, together, cause, advice, since, evidence, ruledOut);
    }

    /** With what to do. */
    public Finding advice(Sentence advice) {
        return new Finding(rule, severity, title, together, cause, advice, since, evidence, ruledOut);
    }

    /** With when it began. */
    public Finding since(@Nullable Long since) {
        return new Finding(rule, severity, title, together, cause, advice, since, evidence, ruledOut);
    }

    /** With what it stands on. */
    public Finding evidence(List<Evidence> evidence) {
        return new Finding(rule, severity, title, together, cause, advice, since, evidence, ruledOut);
    }

    /** With what it is not. */
    public Finding ruledOut(List<Sentence> ruledOut) {
        return new Finding(rule, severity, title, together, cause, advice, since, evidence, ruledOut);
    }
}
