package dev.fresnel.engine.pack;

/**
 * Something wrong in a pack: where, what, and what to do about it.
 *
 * @param file as the author knows it, for example {@code core/pod.yaml}
 * @param line from 1; 0 where it is about the whole file
 * @param column from 1; 0 where it is about the whole file
 * @param message a sentence for the pack's author
 */
public record PackProblem(String file, int line, int column, String message) {

    /** As compilers print it: {@code core/pod.yaml:12:5: …}. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line + ":" + column : "") + ": " + message;
    }
}
