package dev.fresnel.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.query.FieldQuery;
import dev.fresnel.engine.view.LogData.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogBookTest {

    private static final String[] TEXTS = {
        "all is well", "ERROR no such host", "WARN slow took=512", "{\"level\":\"info\",\"msg\":\"Host up\"}"
    };

    @Test
    void lines_are_in_the_order_of_time_and_match_as_if_each_had_been_looked_at_alone() {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            LogRoom room = new LogRoom(4_000 + random.nextInt(20_000), Long.MAX_VALUE);
            try (LogRoom.Share share = room.share()) {
                LogBook book = new LogBook(share, LogBookTest::thing);
                List<Entry> model = new ArrayList<>();
                LogBook.Wish wish = LogBook.Wish.ALL;
                long id = 0;
                long dropped = 0;
                for (int step = 0; step < 30; step++) {
                    List<Entry> batch = new ArrayList<>();
                    for (int i = random.nextInt(30); i > 0; i--) {
                        String text = TEXTS[random.nextInt(TEXTS.length)];
                        long late = random.nextInt(10) == 0 ? 500 : 0;
                        batch.add(new Entry(
                                ++id,
                                (step * 100L + random.nextInt(100) - late) * 1_000_000,
                                random.nextInt(3),
                                Reading.of(text).level(),
                                text,
                                null,
                                0));
                    }
                    model.addAll(batch);
                    book.add(new Inbox.Taken(new ArrayList<>(batch), 0));
                    model.sort(Entry.ORDER);
                    while (bytes(model) > share.bytes() && model.size() > 1) {
                        model.removeFirst();
                        dropped++;
                    }
                    if (random.nextInt(3) == 0) {
                        wish = wish(random);
                    }
                    book.wish(wish);
                    LogBook.Wish now = wish;
                    List<Entry> expected =
                            model.stream().filter(entry -> matches(entry, now)).toList();
                    assertThat(IntStream.range(0, book.matching()).mapToObj(book::get))
                            .as("seed %d, %s", seed, now)
                            .containsExactlyElementsOf(expected);
                    assertThat(book.size()).isEqualTo(model.size());
                    assertThat(book.dropped()).isEqualTo(dropped);
                    assertThat(book.found()).isEqualTo((int) expected.stream()
                            .filter(entry -> hasHost(entry, now))
                            .count());
                    assertThat(book.bars().bars().stream()
                                    .flatMap(bar -> bar.values().stream())
                                    .mapToInt(count -> count)
                                    .sum())
                            .isEqualTo(expected.size());
                    walk(book, expected, now);
                }
            }
        }
    }

    private static void walk(LogBook book, List<Entry> expected, LogBook.Wish wish) {
        int line = -1;
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < book.found(); i++) {
            line = book.next(line, false);
            seen.add(line);
            assertThat(book.place(line)).isEqualTo(i + 1);
        }
        assertThat(seen)
                .isEqualTo(IntStream.range(0, expected.size())
                        .filter(i -> hasHost(expected.get(i), wish))
                        .boxed()
                        .toList());
    }

    private static LogBook.Wish wish(Random random) {
        return new LogBook.Wish(
                List.of("", "host", "took>500", "-well").get(random.nextInt(4)),
                random.nextBoolean() ? Set.of() : Set.of(Level.ERROR, Level.NONE),
                random.nextInt(4) == 0 ? 1_000L : null,
                null,
                random.nextBoolean() ? "" : "H[o]st");
    }

    private static boolean matches(Entry entry, LogBook.Wish wish) {
        boolean text = switch (wish.filter()) {
            case "host" -> entry.raw().toLowerCase(Locale.ROOT).contains("host");
            case "took>500" -> entry.raw().contains("took");
            case "-well" -> !entry.raw().contains("well");
            default -> true;
        };
        return text
                && (wish.levels().isEmpty() || wish.levels().contains(entry.level()))
                && (wish.from() == null || entry.time() >= wish.from() * 1_000_000);
    }

    private static boolean hasHost(Entry entry, LogBook.Wish wish) {
        return !wish.find().isEmpty() && entry.raw().toLowerCase(Locale.ROOT).contains("host");
    }

    private static long bytes(List<Entry> entries) {
        return entries.stream().mapToLong(Entry::bytes).sum();
    }

    private static FieldQuery.Thing thing(Entry entry) {
        Reading reading = Reading.of(entry.raw());
        return new FieldQuery.Thing() {
            @Override
            public String text() {
                return reading.text();
            }

            @Override
            public @Nullable String field(String name) {
                return reading.fields().get(name);
            }
        };
    }
}
