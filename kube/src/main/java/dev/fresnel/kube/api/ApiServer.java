package dev.fresnel.kube.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * One API server, asked as one Caller. It adds the Caller's credentials, speaks TLS and goes through the proxy; all
 * requests share its connections. Safe for any number of threads.
 */
public interface ApiServer extends AutoCloseable {

    /**
     * Sends the request and returns as soon as the response's headers are there, whatever its status. The body streams.
     *
     * <p>A connection that has gone silent is noticed within 30 seconds, also while a body streams: reading it then
     * fails with an {@link IOException}. A server that merely has nothing to say is not mistaken for that.
     *
     * @throws IOException where no response came: no route, refused, TLS, or no headers within the request's time
     * @throws InterruptedException where the thread was interrupted while waiting
     */
    StreamedResponse open(ApiRequest request) throws IOException, InterruptedException;

    /**
     * Sends a request whose connection is to be used for another protocol, over HTTP/1.1.
     *
     * @param headers what is said besides, {@code Upgrade} among it
     * @throws ApiServerException where the server answers anything but 101
     * @throws IOException where no answer came
     */
    UpgradedConnection upgrade(ApiRequest request, Map<String, String> headers)
            throws IOException, InterruptedException;

    /**
     * The server answered 401: gets the Caller's credentials anew (token file, exec plugin, refresh token), past any
     * cache.
     *
     * @return whether there are now others than before, so that asking again makes sense
     * @throws IOException where getting them failed; its message says what to do
     */
    boolean refreshCredentials() throws IOException, InterruptedException;

    /** When something last came from the server, to any request; when this was made, where nothing has yet. */
    Instant lastHeard();

    /** Ends all requests of this Caller and closes the connections. */
    @Override
    void close();
}
