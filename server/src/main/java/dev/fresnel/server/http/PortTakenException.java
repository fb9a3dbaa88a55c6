package dev.fresnel.server.http;

import java.io.IOException;

/** Another program listens at the port that was asked for. */
public final class PortTakenException extends IOException {

    private static final long serialVersionUID = 1;

    PortTakenException(int port, Throwable cause) {
        super("port " + port + " is taken by another program: choose another with --port, or 0 for any", cause);
    }
}
