package dev.fresnel.testbed;

/** A kubectl command did not succeed. The message holds the command and what it said. */
public final class KubectlFailedException extends RuntimeException {

    KubectlFailedException(String message) {
        super(message);
    }
}
