package dev.fresnel.engine.table;

import dev.fresnel.engine.query.RowTest;
import dev.fresnel.engine.store.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reckons ages by the clock of the cluster that an object is in, which wrote its times, and not by the server's: a pod made
 * a minute ago is a minute old wherever somebody asks.
 *
 * @param ahead milliseconds by which a cluster's clock is ahead of the server's; clusters whose clocks agree are left out
 */
record ClusterTimes(Map<String, Long> ahead) {

    static ClusterTimes of(List<TableSource> sources) {
        return new ClusterTimes(sources.stream()
                .filter(TableSource.Watched.class::isInstance)
                .map(TableSource.Watched.class::cast)
                .filter(watched -> watched.ahead() != 0)
                .collect(Collectors.toUnmodifiableMap(
                        TableSource.Watched::cluster, TableSource.Watched::ahead, (one, _) -> one)));
    }

    /** The same test, asked with the time that it is in a row's cluster. */
    RowTest test(RowTest test) {
        if (ahead.isEmpty()) {
            return test;
        }
        return new RowTest() {
            @Override
            public boolean test(Row row, long now) {
                return test.test(row, now + ahead(row));
            }

            @Override
            public long until(Row row, long now) {
                long there = test.until(row, now + ahead(row));
                return there == Long.MAX_VALUE ? there : there - ahead(row);
            }
        };
    }

    private long ahead(Row row) {
        return ahead.getOrDefault(row.cluster(), 0L);
    }
}
