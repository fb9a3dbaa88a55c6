package dev.fresnel.engine.action;

import dev.fresnel.engine.view.Phrase;
import java.io.IOException;

/** A change that Fresnel itself does not make, and why not. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Phrase why;

    RefusedException(Phrase why) {
        super(why.key());
        this.why = why;
    }

    Phrase why() {
        return why;
    }
}
