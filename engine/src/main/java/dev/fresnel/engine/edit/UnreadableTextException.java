package dev.fresnel.engine.edit;

import dev.fresnel.engine.view.EditData.Problem;

/** A text is no YAML that could be taken for objects; where and why is in {@link #problem}. */
final class UnreadableTextException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    UnreadableTextException(Problem problem) {
        super(problem.message().key());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
