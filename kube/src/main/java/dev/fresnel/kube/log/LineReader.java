package dev.fresnel.kube.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines, and holds no more of one than it may be long: of a line of ten megabytes the beginning is kept
 * and the rest is counted. For one thread.
 */
public final class LineReader {

    /** So many bytes of a line are kept. */
    public static final int LONGEST = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[32 * 1024];
    private int at;
    private int end;
    private byte[] line = new byte[512];

    public LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * A line without its break.
     *
     * @param cut bytes that were left out
     * @param complete whether its break was there; only the last line of a stream may have none
     */
    record Raw(String text, long cut, boolean complete) {}

    /** The next line; null at the end. */
    @Nullable
    Raw next() throws IOException {
        int length = 0;
        long cut = 0;
        boolean any = false;
        while (true) {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(buffer));
                if (end == 0) {
                    return any ? raw(length, cut, false) : null;
                }
            }
            any = true;
            int stop = at;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            int kept = Math.min(stop - at, LONGEST - length);
            keep(length, kept);
            length += kept;
            cut += stop - at - kept;
            at = stop;
            if (at < end) {
                at++;
                return raw(length, cut, true);
            }
        }
    }

    private void keep(int length, int more) {
        if (length + more > line.length) {
            line = java.util.Arrays.copyOf(line, Math.max(length + more, line.length * 2));
        }
        System.arraycopy(buffer, at, line, length, more);
    }

    /** What is not UTF-8 becomes the sign for that. */
    private Raw raw(int length, long cut, boolean complete) {
        int end = cut == 0 && length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        Raw raw = new Raw(new String(line, 0, end, StandardCharsets.UTF_8), cut, complete);
        if (line.length > 8 * 1024) {
            line = new byte[512];
        }
        return raw;
    }
}
