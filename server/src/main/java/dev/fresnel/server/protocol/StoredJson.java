package dev.fresnel.server.protocol;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON that the program keeps for itself, written as the protocol writes them. Thread-safe. */
public final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new SealedTypes())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private StoredJson() {}

    /** Any record as JSON. */
    public static String write(Object record) {
        return MAPPER.writeValueAsString(record);
    }

    /**
     * Reads what {@link #write} wrote, perhaps with an older or a newer Fresnel.
     *
     * @throws IOException where that cannot be understood any more
     */
    public static <T> T read(String text, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(text, type);
        } catch (JacksonException e) {
            throw new IOException("what was kept cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
