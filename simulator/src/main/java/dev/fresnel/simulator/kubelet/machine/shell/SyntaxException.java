package dev.fresnel.simulator.kubelet.machine.shell;

/** What was written cannot be read; more may make it so. */
final class SyntaxException extends Exception {

    private final boolean incomplete;

    SyntaxException(String message, boolean incomplete) {
        super(message);
        this.incomplete = incomplete;
    }

    /** Whether it only ends too soon. */
    boolean isIncomplete() {
        return incomplete;
    }
}
