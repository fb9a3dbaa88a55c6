package dev.fresnel.engine.pack;

import java.io.Serial;

/** A part of a pack cannot be read; the loader turns it into a {@link PackProblem} and skips the file. */
final class InvalidPackException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient PackProblem problem;

    InvalidPackException(PackProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    PackProblem problem() {
        return problem;
    }
}
