package dev.fresnel.engine.log;

import dev.fresnel.engine.view.LogData.Gap;
import dev.fresnel.engine.view.LogData.Level;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One line as it is kept, or a gap.
 *
 * @param id in the order of arrival
 * @param time nanoseconds since 1970
 * @param source number of the container
 * @param raw as it was written
 * @param gap set where this is none of a line but a gap before the next one
 * @param cut bytes that were left out
 */
public record Entry(
        long id,
        long time,
        int source,
        Level level,
        String raw,
        @Nullable Gap gap,
        long cut) {

    /** The order that lines are shown in. */
    static final Comparator<Entry> ORDER = Comparator.comparingLong(Entry::time)
            .thenComparingInt(Entry::source)
            .thenComparingLong(Entry::id);

    /** What it takes of the server's memory, about: most texts take a byte a character. */
    int bytes() {
        return 112 + raw.length();
    }
}
