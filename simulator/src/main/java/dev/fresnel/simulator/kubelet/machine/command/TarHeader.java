package dev.fresnel.simulator.kubelet.machine.command;

import dev.fresnel.simulator.kubelet.machine.file.FileProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The block before each file in a tar archive (POSIX ustar). Names that are too long for it come in an extended header
 * before it: of type {@code x}, as Go's archives have them, or {@code L}, as GNU's.
 *
 * @param type {@code 0} for a file, {@code 5} for a folder, {@code 2} for a symbolic link
 * @param target of a link
 */
record TarHeader(String name, int mode, long size, Instant modified, char type, String target) {

    static final int SIZE = 512;

    private static final int LONGEST_NAME = 100;
    private static final int MOST_EXTENDED = 1 << 16;

    /** The next header; null at the end of the archive. */
    static @Nullable TarHeader read(InputStream in) throws IOException {
        String longName = "";
        while (true) {
            byte[] block = in.readNBytes(SIZE);
            if (block.length < SIZE || isEmpty(block)) {
                return null;
            }
            char type = block[156] == 0 ? '0' : (char) block[156];
            long size = number(block, 124, 12);
            if (type == 'x' || type == 'L' || type == 'g') {
                String extended = extended(in, size);
                longName = type == 'L' ? extended.replace("\0", "") : type == 'x' ? path(extended, longName) : longName;
                continue;
            }
            String prefix = text(block, 345, 155);
            String name = text(block, 0, 100);
            return new TarHeader(
                    !longName.isEmpty() ? longName : prefix.isEmpty() ? name : prefix + "/" + name,
                    (int) number(block, 100, 8),
                    type == '5' || type == '2' ? 0 : size,
                    Instant.ofEpochSecond(number(block, 136, 12)),
                    type,
                    text(block, 157, 100));
        }
    }

    private static boolean isEmpty(byte[] block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private static String extended(InputStream in, long size) throws IOException {
        if (size > MOST_EXTENDED) {
            throw new FileProblemException("a header of the archive is too long");
        }
        String text = new String(in.readNBytes((int) size), StandardCharsets.UTF_8);
        in.skipNBytes((SIZE - size % SIZE) % SIZE);
        return text;
    }

    /** Of lines like {@code 30 path=a/long/name}. */
    private static String path(String extended, String otherwise) {
        return extended.lines()
                .filter(line -> line.matches("\\d+ path=.*"))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElse(otherwise);
    }

    private static String text(byte[] block, int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }

    private static long number(byte[] block, int at, int length) throws IOException {
        String digits = text(block, at, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new FileProblemException("This does not look like a tar archive");
        }
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        if (encoded.length > LONGEST_NAME) {
            out.writeBytes(block(new byte[0], 'L', encoded.length + 1));
            out.writeBytes(Arrays.copyOf(encoded, (encoded.length / SIZE + 1) * SIZE));
        }
        out.writeBytes(block(Arrays.copyOf(encoded, Math.min(encoded.length, LONGEST_NAME)), type, size));
        return out.toByteArray();
    }

    private byte[] block(byte[] shortName, char as, long length) {
        byte[] block = new byte[SIZE];
        System.arraycopy(shortName, 0, block, 0, shortName.length);
        put(block, 100, "%07o".formatted(mode));
        put(block, 108, "0000000");
        put(block, 116, "0000000");
        put(block, 124, "%011o".formatted(length));
        put(block, 136, "%011o".formatted(Math.max(0, modified.getEpochSecond())));
        put(block, 148, "        ");
        block[156] = (byte) as;
        put(block, 157, target.substring(0, Math.min(target.length(), LONGEST_NAME)));
        put(block, 257, "ustar");
        put(block, 263, "00");
        put(block, 265, "root");
        put(block, 297, "root");
        int sum = 0;
        for (byte one : block) {
            sum += one & 0xff;
        }
        put(block, 148, "%06o\0 ".formatted(sum));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
