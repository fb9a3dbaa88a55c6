package dev.fresnel.simulator.kubelet.machine.file;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How much may be kept in files; a room can be part of a larger one. Thread-safe. */
public final class Room {

    /** Bytes that a file or folder takes besides what is in it. */
    static final int EACH = 256;

    private final long bytes;
    private final @Nullable Room whole;
    private final AtomicLong used = new AtomicLong();

    public Room(long bytes, @Nullable Room whole) {
        this.bytes = bytes;
        this.whole = whole;
    }

    /** @throws FileProblemException if there is no room left */
    void take(long more) throws FileProblemException {
        if (used.addAndGet(more) > bytes) {
            used.addAndGet(-more);
            throw new FileProblemException("No space left on device");
        }
        if (whole != null) {
            try {
                whole.take(more);
            } catch (FileProblemException e) {
                used.addAndGet(-more);
                throw e;
            }
        }
    }

    /** Gives back what was taken. What a container was made with took nothing, so there may be less than that. */
    void give(long less) {
        long before = used.getAndUpdate(now -> Math.max(0, now - less));
        if (whole != null) {
            whole.give(Math.min(before, less));
        }
    }

    /** Gives all of it back to the larger one. */
    public void close() {
        if (whole != null) {
            whole.give(used.getAndSet(0));
        }
    }

    public long used() {
        return used.get();
    }

    public long size() {
        return bytes;
    }
}
