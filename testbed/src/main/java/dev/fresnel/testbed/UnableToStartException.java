package dev.fresnel.testbed;

/** A control plane did not come up. The message says which part is to blame and what it said last. */
public final class UnableToStartException extends RuntimeException {

    UnableToStartException(String message) {
        super(message);
    }
}
