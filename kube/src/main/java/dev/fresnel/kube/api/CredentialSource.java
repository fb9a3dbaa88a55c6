package dev.fresnel.kube.api;

import java.io.IOException;

/** Where a Caller's credentials come from. Safe for any number of threads. */
interface CredentialSource extends AutoCloseable {

    /**
     * The credentials to use now; may take long, where a program has to be asked.
     *
     * @throws CredentialsException where there are none to be had; its message says what to do
     */
    Credentials current() throws IOException, InterruptedException;

    /** The server refused: gets them anew, past any cache. */
    Credentials renewed() throws IOException, InterruptedException;

    /** What these are, for people: {@code token}, {@code client certificate}, {@code login program aws}. */
    String name();

    /** Ends what is going on. */
    @Override
    default void close() {}
}
