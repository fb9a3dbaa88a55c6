package dev.fresnel.server.connection;

import java.io.IOException;

/** A browser took no message for so long that it is let go. */
public final class BrowserStuckException extends IOException {

    private static final long serialVersionUID = 1;

    /** A sentence on how long. */
    public BrowserStuckException(String message) {
        super(message);
    }
}
