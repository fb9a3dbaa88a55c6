package dev.fresnel.server.protocol;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Messages as JSON text, with limits on what is accepted. Thread-safe. */
public final class Json {

    /** The largest message a browser may send, in bytes: objects that are edited are in it, twice. */
    public static final int MAX_MESSAGE = 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxDocumentLength(MAX_MESSAGE)
                            .maxStringLength(MAX_MESSAGE)
                            .build())
                    .build())
            .annotationIntrospector(new SealedTypes())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private Json() {}

    /** Any record as JSON. */
    public static String write(Object record) {
        return MAPPER.writeValueAsString(record);
    }

    /**
     * Reads a browser's message.
     *
     * @throws MalformedMessageException where it is not one; the message says why in a sentence
     */
    public static ClientMessage read(String text) {
        return read(text, ClientMessage.class);
    }

    /**
     * Reads what else a browser sends.
     *
     * @throws MalformedMessageException where it is not one; the message says why in a sentence
     */
    public static <T> T read(String text, Class<T> type) {
        try {
            T message = MAPPER.readValue(text, type);
            if (message == null) {
                throw new MalformedMessageException("the message is null");
            }
            return message;
        } catch (JacksonException e) {
            throw new MalformedMessageException(e.getOriginalMessage());
        }
    }
}
