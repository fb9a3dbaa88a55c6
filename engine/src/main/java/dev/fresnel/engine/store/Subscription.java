package dev.fresnel.engine.store;

/** Being told of something, until closed. Closing again does nothing. */
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
