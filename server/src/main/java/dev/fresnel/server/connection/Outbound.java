package dev.fresnel.server.connection;

import java.io.IOException;

/** The way to one browser. */
public interface Outbound {

    /**
     * Sends one text message and returns when the network has taken it; a slow browser makes it wait.
     *
     * @throws BrowserStuckException where it waited for too long
     */
    void send(String text) throws IOException, InterruptedException;

    /**
     * The same with one binary message.
     *
     * @throws BrowserStuckException where it waited for too long
     */
    void send(byte[] message) throws IOException, InterruptedException;

    /**
     * Ends the connection, also where the network takes nothing any more; returns at once.
     *
     * @param code as in RFC 6455 §7.4, for example 1002 for a protocol error
     * @param reason at most 120 bytes, for people who debug
     */
    void close(int code, String reason);
}
