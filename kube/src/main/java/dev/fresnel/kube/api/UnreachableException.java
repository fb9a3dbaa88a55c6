package dev.fresnel.kube.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** No answer of an API server could be had. The message is a sentence for people; {@link #problem} the same as data. */
public final class UnreachableException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient ConnectionProblem problem;

    public UnreachableException(ConnectionProblem problem, @Nullable Throwable cause) {
        super(problem.sentence(), cause);
        this.problem = problem;
    }

    /** What is wrong. */
    public ConnectionProblem problem() {
        return problem;
    }
}
