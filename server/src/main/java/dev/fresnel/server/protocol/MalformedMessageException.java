package dev.fresnel.server.protocol;

/** What came over the socket is not a message of the protocol. */
public final class MalformedMessageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MalformedMessageException(String reason) {
        super(reason);
    }
}
