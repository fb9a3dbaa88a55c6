package dev.fresnel.engine.terminal;

import java.util.Arrays;

/**
 * The last bytes that were written, counted from the first one ever. What is beyond {@value #ROOM} is forgotten:
 *
 * <pre>
 *   0 ······ start ▓▓▓▓▓▓▓▓▓▓ end        kept in a ring that grows up to that size
 * </pre>
 *
 * <p>Guarded by its owner.
 */
final class Scrollback {

    /** Bytes that are kept. */
    static final int ROOM = 1 << 20;

    private byte[] ring = new byte[8 * 1024];
    private long start;
    private long end;

    /** Where the first byte that is kept stands. */
    long start() {
        return start;
    }

    /** How many bytes were ever written. */
    long end() {
        return end;
    }

    void append(byte[] bytes) {
        int skipped = Math.max(0, bytes.length - ROOM);
        makeRoom((int) Math.min(ROOM, end - start + bytes.length));
        end += skipped;
        for (int done = skipped; done < bytes.length; ) {
            int at = (int) (end % ring.length);
            int count = Math.min(bytes.length - done, ring.length - at);
            System.arraycopy(bytes, done, ring, at, count);
            done += count;
            end += count;
        }
        start = Math.max(start, end - ring.length);
    }

    private void makeRoom(int wanted) {
        if (wanted <= ring.length) {
            return;
        }
        int size = ring.length;
        while (size < wanted) {
            size *= 2;
        }
        byte[] larger = new byte[size];
        for (long at = start; at < end; at++) {
            larger[(int) (at % size)] = ring[(int) (at % ring.length)];
        }
        ring = larger;
    }

    /** Bytes from a place on that is kept, so many at most. */
    byte[] read(long from, int most) {
        int count = (int) Math.min(most, end - from);
        int at = (int) (from % ring.length);
        int first = Math.min(count, ring.length - at);
        byte[] bytes = Arrays.copyOfRange(ring, at, at + count);
        if (first < count) {
            System.arraycopy(ring, 0, bytes, first, count - first);
        }
        return bytes;
    }

    /** Where to begin to read all of it: not within a line of which the beginning is forgotten. */
    long beginning() {
        if (start == 0) {
            return 0;
        }
        for (long at = start; at < end; at++) {
            if (ring[(int) (at % ring.length)] == '\n') {
                return at + 1;
            }
        }
        return start;
    }
}
