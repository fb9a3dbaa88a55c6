package dev.fresnel.kube.config;

import java.util.Objects;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Something in a YAML text is not as it must be. The message is the end of a sentence and quotes no values. */
final class InvalidYamlException extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    /** @param line from 1, or 0 where it concerns no one place */
    InvalidYamlException(String message, int line, int column) {
        super(message, null, false, false);
        this.line = line;
        this.column = column;
    }

    static InvalidYamlException at(Mark mark, String message) {
        return new InvalidYamlException(message, mark.getLine() + 1, mark.getColumn() + 1);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
