package dev.fresnel.kube.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a Reflector is doing, and so how far what it fed can be believed. */
public sealed interface ReflectorState {

    /** Not yet asked, or asking for the first time. */
    record Connecting() implements ReflectorState {}

    /**
     * Reading a list.
     *
     * @param read objects so far
     * @param expected how many there are likely to be, or -1 where the server does not tell
     * @param again whether a complete list had been read before, so that what is shown is older but whole
     */
    record Listing(long read, long expected, boolean again) implements ReflectorState {}

    /** Complete, and each change follows as it happens. */
    record Live() implements ReflectorState {}

    /**
     * The connection is gone, or never stood; what is held is as it was then.
     *
     * @param since when the last word from the server came, or the Reflector began where there was none
     * @param reason what happened, a sentence
     * @param attempt how many times it has tried again
     * @param nextTry when it tries next
     */
    record Stale(Instant since, String reason, int attempt, Instant nextTry) implements ReflectorState {}

    /**
     * The server does not allow it. It is asked again now and then.
     *
     * @param verb the verb that was refused, {@code list} or {@code watch}
     * @param message the server's words
     */
    record Forbidden(String verb, String message) implements ReflectorState {}

    /**
     * It cannot work, and trying again soon would not help: not served (any more), credentials refused, not Kubernetes.
     *
     * @param why what it is
     * @param detail others' own words, where they said any: the server's, or a login program's
     */
    record Failed(Why why, @Nullable String detail) implements ReflectorState {}

    /** Why a Reflector cannot work. */
    enum Why {
        /** The server does not accept the credentials. */
        CREDENTIALS,
        /** It refuses the request as such. */
        REFUSED,
        /** It does not serve the kind in that version. */
        NOT_SERVED,
        /** It has no form of it that Fresnel reads. */
        NO_COMMON_FORM,
        /** What it sends cannot be read. */
        UNREADABLE
    }

    /** Closed. */
    record Stopped() implements ReflectorState {}
}
