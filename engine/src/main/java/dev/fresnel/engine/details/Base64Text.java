package dev.fresnel.engine.details;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Values that are kept in base64, and are texts more often than not. */
public final class Base64Text {

    private Base64Text() {}

    /** The text that it stands for; empty where it is none, or no base64. */
    public static Optional<String> of(String base64) {
        try {
            return ofBytes(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The text that bytes are; empty where they are none. */
    public static Optional<String> ofBytes(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().noneMatch(c -> c == 0) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
