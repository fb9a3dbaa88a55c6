package dev.fresnel.simulator.stream.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The headers of SPDY/3 frames, compressed: all headers of a connection are one zlib stream in each direction, with the
 * dictionary that the specification gives. Closed to let go of native memory; one thread each may read and write.
 */
final class SpdyHeaders implements AutoCloseable {

    private static final byte[] DICTIONARY = dictionary();
    private static final int LARGEST = 1 << 16;

    private final Inflater inflater = new Inflater();
    private final Deflater deflater = new Deflater();

    SpdyHeaders() {
        deflater.setDictionary(DICTIONARY);
    }

    /** Each word with its length before it, then a text without lengths. */
    private static byte[] dictionary() {
        try (InputStream in = SpdyHeaders.class.getResourceAsStream("spdy-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("spdy-words.txt is missing beside " + SpdyHeaders.class);
            }
            String[] parts = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .stripTrailing()
                    .split("\n\n", 2);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            for (String word : parts[0].split("\n")) {
                write(out, word);
            }
            out.writeBytes(parts[1]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> read(byte[] compressed) throws IOException {
        inflater.setInput(compressed);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        try {
            while (true) {
                int inflated = inflater.inflate(buffer);
                if (inflated == 0 && inflater.needsDictionary()) {
                    inflater.setDictionary(DICTIONARY);
                } else if (inflated == 0) {
                    break;
                }
                block.write(buffer, 0, inflated);
                if (block.size() > LARGEST) {
                    throw new IOException("SPDY: headers are larger than " + LARGEST + " bytes");
                }
            }
        } catch (DataFormatException | IllegalArgumentException e) {
            throw new IOException("SPDY: headers cannot be read: " + e.getMessage(), e);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(block.toByteArray()));
        Map<String, String> headers = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            headers.put(readText(in), readText(in));
        }
        return headers;
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("SPDY: a header ends too soon");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    byte[] write(Map<String, String> headers) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(block);
        out.writeInt(headers.size());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            write(out, header.getKey());
            write(out, header.getValue());
        }
        deflater.setInput(block.toByteArray());
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        int deflated = buffer.length;
        while (deflated == buffer.length) {
            deflated = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            compressed.write(buffer, 0, deflated);
        }
        return compressed.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public void close() {
        inflater.end();
        deflater.end();
    }
}
