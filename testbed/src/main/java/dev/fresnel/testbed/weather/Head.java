package dev.fresnel.testbed.weather;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first line and the header lines of a message of HTTP/1.1. */
record Head(String first, List<String> headers) {

    private static final int LONGEST = 64 << 10;

    /** Nothing at the end of the connection. */
    static Optional<Head> read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        return Optional.of(new Head(first, headers));
    }

    static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() == 0) {
                    return "";
                }
                throw new EOFException("the connection ends within a line");
            }
            if (next != '\r') {
                line.write(next);
            }
            if (line.size() > LONGEST) {
                throw new IOException("a line is longer than " + LONGEST + " bytes");
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** A header's value, {@code ""} where there is none. */
    String header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElse("");
    }

    /** With another value of a header. */
    Head with(String name, String value) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        List<String> changed = new ArrayList<>(headers);
        changed.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix));
        changed.add(name + ": " + value);
        return new Head(first, changed);
    }

    byte[] bytes() {
        return (first + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
