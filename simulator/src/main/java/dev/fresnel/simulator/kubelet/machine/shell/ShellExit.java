package dev.fresnel.simulator.kubelet.machine.shell;

/** Ends the shell, or a loop in it, from wherever it is. */
final class ShellExit extends RuntimeException {

    /** What is ended. */
    enum What {
        SHELL,
        LOOP,
        ROUND
    }

    private final What what;
    private final int code;

    ShellExit(What what, int code) {
        super("exit", null, false, false);
        this.what = what;
        this.code = code;
    }

    What what() {
        return what;
    }

    int code() {
        return code;
    }
}
