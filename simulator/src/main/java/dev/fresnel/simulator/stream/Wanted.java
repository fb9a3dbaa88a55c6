package dev.fresnel.simulator.stream;

/** Which streams a client wants of exec or attach. Of a terminal there is no separate standard error. */
public record Wanted(boolean in, boolean out, boolean err, boolean terminal) {

    public Wanted {
        err = err && !terminal;
    }

    public boolean isNothing() {
        return !in && !out && !err;
    }
}
