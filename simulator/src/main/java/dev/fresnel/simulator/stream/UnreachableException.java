package dev.fresnel.simulator.stream;

/** Nothing could be reached or started in a pod; the message is what a kubelet would say. */
public final class UnreachableException extends Exception {

    public UnreachableException(String message) {
        super(message);
    }
}
