package dev.fresnel.kube.wire;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;

/** JSON tokens from an answer as it arrives, with this package's exceptions in place of Jackson's. For one thread. */
final class JsonSource {

    /** Something that reads tokens. */
    interface Step<T extends @Nullable Object> {
        T read(JsonParser in) throws IOException;
    }

    private final Counting bytes;
    private final JsonParser parser;

    JsonSource(InputStream in) {
        bytes = new Counting(in);
        parser = JsonTree.JSON.createParser(ObjectReadContext.empty(), bytes);
    }

    /** Reads tokens; what goes wrong becomes an {@link IOException} that says what. */
    <T extends @Nullable Object> T read(Step<T> step) throws IOException {
        try {
            return step.read(parser);
        } catch (JacksonIOException connection) {
            throw connection.getCause();
        } catch (JacksonException broken) {
            long at = parser.currentLocation().getByteOffset();
            if (bytes.ended && at >= bytes.count) {
                EOFException early = new EOFException("the answer ends within its JSON");
                early.initCause(broken);
                throw early;
            }
            throw new UnreadableAnswerException(
                    "the answer's JSON is broken at byte " + at + ": " + broken.getOriginalMessage(), broken);
        }
    }

    /** Whether more than a line's end has arrived that the parser has not consumed. */
    boolean more() throws IOException {
        return bytes.count - parser.currentLocation().getByteOffset() + bytes.available() > 1;
    }

    /** Refuses another token than this one. */
    static void expect(JsonParser in, JsonToken token, String what) throws IOException {
        if (in.currentToken() != token) {
            if (in.currentToken() == null) {
                throw new EOFException("the answer ends where " + what + " should be");
            }
            throw new UnreadableAnswerException(
                    "byte " + in.currentTokenLocation().getByteOffset() + " of the answer should begin " + what
                            + ", and it is a " + in.currentToken());
        }
    }

    private static final class Counting extends FilterInputStream {
        private long count;
        private boolean ended;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count += Math.max(0, read);
            ended |= read < 0;
            return read;
        }
    }
}
