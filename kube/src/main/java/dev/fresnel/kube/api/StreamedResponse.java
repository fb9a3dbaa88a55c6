package dev.fresnel.kube.api;

import java.io.Closeable;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A response whose headers are there and whose body may still be arriving. One thread reads it; any may close it. */
public interface StreamedResponse extends Closeable {

    /** HTTP status code. */
    int status();

    /** The first value of a header, whatever the case of its name. */
    default Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header that may be there several times, in order. */
    List<String> headers(String name);

    /**
     * The body as it arrives, already decompressed. {@code read} returns what is there and waits only where nothing is;
     * {@code available} tells a lower bound of what can be read without waiting.
     */
    InputStream body();

    /** Ends the request at once, from any thread: a thread that reads the body gets an {@link java.io.IOException}. */
    @Override
    void close();
}
