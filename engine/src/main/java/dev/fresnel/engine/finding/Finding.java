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
 * @param follows another object: where that has a finding, this one is the same cause seen from here; else null
 * @param since when it began, milliseconds since 1970; null where that is not known
 * @param evidence best first
 */
public record Finding(
        String rule,
        Severity severity,
        Sentence title,
        @Nullable Sentence together,
        String cause,
        @Nullable Sentence advice,
        Evidence.@Nullable Other follows,
        @Nullable Long since,
        List<Evidence> evidence) {

    public Finding {
        evidence = List.copyOf(evidence);
    }

    /** A problem that is known to be one; what else is known of it is added. */
    public static Finding failed(String rule, Sentence title) {
        return new Finding(rule, Severity.FAILED, title, null, "", null, null, null, List.of());
    }

    /** A problem that is about to become one, or is one in part. */
    public static Finding warning(String rule, Sentence title) {
        return new Finding(rule, Severity.WARNING, title, null, "", null, null, null, List.of());
    }

    /** With what it is called of several objects, and what these have in common. */
    public Finding together(String cause, Sentence together) {
        return new Finding(rule, severity, title, together, cause, advice, follows, since, evidence);
    }

    /** With what to do. */
    public Finding advice(Sentence advice) {
        return new Finding(rule, severity, title, together, cause, advice, follows, since, evidence);
    }

    /** As what is found at another object, seen from this one. */
    public Finding follows(Evidence.Other other) {
        return new Finding(rule, severity, title, together, cause, advice, other, since, evidence);
    }

    /** With when it began. */
    public Finding since(@Nullable Long since) {
        return new Finding(rule, severity, title, together, cause, advice, follows, since, evidence);
    }

    /** With what it stands on. */
    public Finding evidence(List<Evidence> evidence) {
        return new Finding(rule, severity, title, together, cause, advice, follows, since, evidence);
    }
}
