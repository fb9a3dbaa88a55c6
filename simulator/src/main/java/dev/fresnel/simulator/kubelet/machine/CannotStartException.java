package dev.fresnel.simulator.kubelet.machine;

/** There is no such program; the message is as container runtimes end theirs. */
public final class CannotStartException extends Exception {

    public CannotStartException(String program) {
        super("exec: \"" + program + "\": "
                + (program.contains("/")
                        ? "stat " + program + ": no such file or directory"
                        : "executable file not found in $PATH"));
    }
}
