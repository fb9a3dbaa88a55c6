package dev.fresnel.simulator.kubelet.machine.file;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file with its content; a program's has what is run as well. */
public final class DataFile extends Node {

    private byte[] bytes;
    private int length;
    private final @Nullable Object program;

    DataFile(byte[] bytes, int mode, Instant modified, @Nullable Object program) {
        super(mode, modified);
        this.bytes = bytes;
        this.length = bytes.length;
        this.program = program;
    }

    /** What is run when the file is; null for data and scripts. */
    public @Nullable Object program() {
        return program;
    }

    byte[] content() {
        return Arrays.copyOf(bytes, length);
    }

    int read(int position, byte[] into, int offset, int most) {
        int read = Math.min(most, length - position);
        if (read <= 0) {
            return -1;
        }
        System.arraycopy(bytes, position, into, offset, read);
        return read;
    }

    void append(byte[] from, int offset, int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
        System.arraycopy(from, offset, bytes, length, more);
        length += more;
    }

    void truncate() {
        bytes = new byte[0];
        length = 0;
    }

    @Override
    public long size() {
        return length;
    }

    @Override
    public char letter() {
        return '-';
    }
}
