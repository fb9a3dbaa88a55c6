package dev.fresnel.testbed;

/** The programs of a control plane are not on this machine and cannot be built here. The message says what to do. */
public final class ProgramsMissingException extends RuntimeException {

    ProgramsMissingException(String message) {
        super(message);
    }
}
