package dev.fresnel.engine.table;

import dev.fresnel.engine.query.RowTest;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.store.SeverityCounts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Those of many rows that a test wants. Where there are enough rows to share, every processor goes through a part of them.
 *
 * @param rows the wanted, in the order they had
 * @param bySeverity how many of the wanted have each severity
 * @param reviewAt when the answer may change with nothing but time, in milliseconds since 1970
 */
record Sifted(Row[] rows, SeverityCounts bySeverity, long reviewAt) {

    /** A part that is smaller is done sooner than handed to another thread. */
    private static final int LEAST = 8192;

    static Sifted of(Row[] rows, RowTest test, long now) {
        int parts = Math.clamp(rows.length / LEAST, 1, Runtime.getRuntime().availableProcessors());
        if (parts == 1) {
            return part(rows, 0, rows.length, test, now);
        }
        return joined(IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> part(rows, start(part, parts, rows), start(part + 1, parts, rows), test, now))
                .toList());
    }

    private static int start(int part, int parts, Row[] rows) {
        return (int) ((long) rows.length * part / parts);
    }

    private static Sifted part(Row[] rows, int from, int to, RowTest test, long now) {
        Row[] wanted = new Row[to - from];
        SeverityCounts bySeverity = new SeverityCounts();
        long reviewAt = Long.MAX_VALUE;
        int count = 0;
        for (int i = from; i < to; i++) {
            Row row = rows[i];
            if (test.test(row, now)) {
                wanted[count++] = row;
                bySeverity.add(row.severity(), 1);
            }
            reviewAt = Math.min(reviewAt, test.until(row, now));
        }
        return new Sifted(count == wanted.length ? wanted : Arrays.copyOf(wanted, count), bySeverity, reviewAt);
    }

    private static Sifted joined(List<Sifted> parts) {
        Row[] rows = new Row[parts.stream().mapToInt(part -> part.rows.length).sum()];
        SeverityCounts bySeverity = new SeverityCounts();
        long reviewAt = Long.MAX_VALUE;
        int at = 0;
        for (Sifted part : parts) {
            System.arraycopy(part.rows, 0, rows, at, part.rows.length);
            at += part.rows.length;
            part.bySeverity.present().forEach(bySeverity::add);
            reviewAt = Math.min(reviewAt, part.reviewAt);
        }
        return new Sifted(rows, bySeverity, reviewAt);
    }
}
