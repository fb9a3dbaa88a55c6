package dev.fresnel.engine.log;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lines in {@link Entry#ORDER}. New ones are merged from the end, so that a line that comes late finds its place and one that
 * comes last costs nothing; old ones go from the front. For one thread at a time.
 *
 * <pre>
 *   items:  . . . [ oldest … newest ] . .
 *                  ▲ from          ▲ end
 * </pre>
 */
final class Entries {

    private @Nullable Entry[] items = new Entry[256];
    private int from;
    private int end;

    int size() {
        return end - from;
    }

    Entry get(int index) {
        return at(from + index);
    }

    /** Takes in a batch that is in order. */
    void merge(List<Entry> batch) {
        room(batch.size());
        int read = end - 1;
        int write = end + batch.size() - 1;
        end += batch.size();
        for (int i = batch.size() - 1; i >= 0; ) {
            if (read >= from && Entry.ORDER.compare(at(read), batch.get(i)) > 0) {
                items[write--] = items[read--];
            } else {
                items[write--] = batch.get(i--);
            }
        }
    }

    private Entry at(int place) {
        return Objects.requireNonNull(items[place]);
    }

    private void room(int more) {
        if (end + more > items.length) {
            int size = size();
            boolean grows = size + more > items.length / 2;
            @Nullable Entry[] roomier = grows ? new Entry[(size + more) * 2] : items;
            System.arraycopy(items, from, roomier, 0, size);
            if (!grows) {
                Arrays.fill(items, size, end, null);
            }
            items = roomier;
            from = 0;
            end = size;
        }
    }

    Entry removeFirst() {
        Entry first = at(from);
        items[from++] = null;
        return first;
    }

    /** Takes out the lines in front of this one. */
    void removeBefore(Entry first) {
        while (from < end && Entry.ORDER.compare(at(from), first) < 0) {
            items[from++] = null;
        }
    }

    /** Where that line stands, or would stand. */
    int indexOf(Entry entry) {
        int low = from;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Entry.ORDER.compare(at(middle), entry) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - from;
    }

    /** The first line of that time or later. */
    int indexOf(long time) {
        int low = from;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).time() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - from;
    }

    void clear() {
        items = new Entry[256];
        from = 0;
        end = 0;
    }
}
