package dev.fresnel.kube.wire;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads JSON: a list object by object as it arrives, a watch event by event. Each object is walked once, token by token:
 * what is asked for goes into the tree, all but managedFields into the body. For one thread.
 */
public final class JsonReader implements ObjectReader {

    private final Reading reading;

    public JsonReader(Reading reading) {
        this.reading = reading;
    }

    @Override
    public ListReader list(InputStream body) throws IOException {
        return new JsonList(body, new JsonObjectDecoder(reading));
    }

    @Override
    public WatchReader watch(InputStream body) {
        return new JsonWatch(body, new JsonObjectDecoder(reading));
    }
}
