package dev.fresnel.engine.log;

import com.google.re2j.PatternSyntaxException;
import dev.fresnel.engine.query.FieldQuery;
import dev.fresnel.engine.query.Query;
import dev.fresnel.engine.view.LogData.Bars;
import dev.fresnel.engine.view.LogData.Level;
import dev.fresnel.engine.view.LogData.Mark;
import dev.fresnel.engine.view.Phrase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The lines that are kept, those of them that match, and those that have what is looked for. Each list is held in order and
 * follows the one before it, so that what is new is looked at once. For one thread at a time.
 *
 * <pre>
 *   kept ──filter, time──► filtered ──levels──► matching ──expression──► found
 *   bounded: the oldest go from all of them
 * </pre>
 */
public final class LogBook {

    private static final int MOST_BARS = 60;
    private static final long[] STEPS = {
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        1_800_000,
        3_600_000,
        10_800_000,
        21_600_000,
        43_200_000,
        86_400_000,
        604_800_000,
        2_592_000_000L
    };
    private static final int MOST_FIELDS = 40;
    /** So many of the newest lines say which fields there are. */
    private static final int ASKED_FOR_FIELDS = 200;

    private final LogRoom.Share room;
    private final Function<Entry, FieldQuery.Thing> things;
    private final Entries kept = new Entries();
    private final Entries filtered = new Entries();
    private final Entries matching = new Entries();
    private final Entries found = new Entries();
    private final Map<Level, Integer> levels = new EnumMap<>(Level.class);
    private long bytes;
    private long dropped;
    private Wish wish = Wish.ALL;
    private FieldQuery query = FieldQuery.of(Query.ALL);
    private @Nullable Finder finder;
    private @Nullable Phrase problem;

    /**
     * Which lines are shown.
     *
     * @param filter in the query language
     * @param levels empty for all
     * @param from milliseconds since 1970, inclusive; null for all
     * @param to exclusive
     * @param find an expression that is looked for, {@code ""} for none
     */
    public record Wish(
            String filter,
            Set<Level> levels,
            @Nullable Long from,
            @Nullable Long to,
            String find) {

        static final Wish ALL = new Wish("", Set.of(), null, null, "");

        public Wish {
            levels = Set.copyOf(levels);
        }
    }

    /** @param things what a filter asks of a line */
    public LogBook(LogRoom.Share room, Function<Entry, FieldQuery.Thing> things) {
        this.room = room;
        this.things = things;
    }

    /** Takes in lines, in any order. */
    public void add(Inbox.Taken taken) {
        dropped += taken.dropped();
        if (taken.entries().isEmpty()) {
            return;
        }
        List<Entry> batch = taken.entries();
        batch.sort(Entry.ORDER);
        batch.forEach(entry -> bytes += entry.bytes());
        kept.merge(batch);
        match(batch);
        long most = room.bytes();
        boolean any = false;
        while (bytes > most && kept.size() > 1) {
            Entry oldest = kept.removeFirst();
            bytes -= oldest.bytes();
            any = true;
            dropped++;
        }
        if (any) {
            forget(kept.get(0));
        }
    }

    private void forget(Entry first) {
        while (filtered.size() > 0 && Entry.ORDER.compare(filtered.get(0), first) < 0) {
            Entry gone = filtered.removeFirst();
            if (gone.gap() == null) {
                levels.merge(gone.level(), -1, Integer::sum);
            }
        }
        matching.removeBefore(first);
        found.removeBefore(first);
    }

    private void match(List<Entry> batch) {
        List<Entry> passed = batch.stream().filter(this::passes).toList();
        filtered.merge(passed);
        for (Entry entry : passed) {
            if (entry.gap() == null) {
                levels.merge(entry.level(), 1, Integer::sum);
            }
        }
        List<Entry> shown = passed.stream().filter(this::isOfLevel).toList();
        matching.merge(shown);
        look(shown);
    }

    private void look(List<Entry> shown) {
        Finder looking = finder;
        if (looking != null) {
            found.merge(shown.stream()
                    .filter(entry -> entry.gap() == null
                            && looking.isIn(Reading.of(entry.raw()).text()))
                    .toList());
        }
    }

    private boolean passes(Entry entry) {
        Long from = wish.from();
        Long to = wish.to();
        if ((from != null && entry.time() < from * 1_000_000) || (to != null && entry.time() >= to * 1_000_000)) {
            return false;
        }
        return entry.gap() != null || query.asksNothing() || query.test(things.apply(entry));
    }

    private boolean isOfLevel(Entry entry) {
        return wish.levels().isEmpty() || entry.gap() != null || wish.levels().contains(entry.level());
    }

    /** Shows other lines. */
    public void wish(Wish wanted) {
        if (wanted.equals(wish)) {
            return;
        }
        boolean sameFilter = wanted.filter().equals(wish.filter())
                && java.util.Objects.equals(wanted.from(), wish.from())
                && java.util.Objects.equals(wanted.to(), wish.to());
        boolean sameLines = sameFilter && wanted.levels().equals(wish.levels());
        boolean sameFind = wanted.find().equals(wish.find());
        wish = wanted;
        understand();
        if (!sameFilter) {
            filtered.clear();
            matching.clear();
            found.clear();
            levels.clear();
            match(all(kept));
        } else if (!sameLines) {
            matching.clear();
            found.clear();
            List<Entry> shown = all(filtered).stream().filter(this::isOfLevel).toList();
            matching.merge(shown);
            look(shown);
        } else if (!sameFind) {
            found.clear();
            look(all(matching));
        }
    }

    private void understand() {
        Query read = Query.parse(wish.filter());
        query = FieldQuery.of(read);
        problem = read.problem() == null ? null : read.problem().message();
        finder = null;
        if (!wish.find().isEmpty()) {
            try {
                finder = Finder.of(wish.find());
            } catch (PatternSyntaxException e) {
                problem = Phrase.of("logs.noExpression", "why", e.getDescription());
            }
        }
    }

    private static List<Entry> all(Entries entries) {
        List<Entry> all = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            all.add(entries.get(i));
        }
        return all;
    }

    /** How many lines are kept. */
    public int size() {
        return kept.size();
    }

    /** How many of them match. */
    public int matching() {
        return matching.size();
    }

    /** How many of those have what is looked for. */
    public int found() {
        return found.size();
    }

    /** How many are no longer kept. */
    public long dropped() {
        return dropped;
    }

    /** Of the lines that match but for their level, how many there are of each. */
    public Map<Level, Integer> levels() {
        Map<Level, Integer> counts = new EnumMap<>(levels);
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** What is wrong with the wish, null when all is well. */
    public @Nullable Phrase problem() {
        return problem;
    }

    /** A matching line by its number. */
    public Entry get(int index) {
        return matching.get(index);
    }

    /** The number of the first matching line of that time, in nanoseconds since 1970, or later; the last where there is none. */
    public int at(long time) {
        return Math.min(matching.indexOf(time), matching.size() - 1);
    }

    /** The how manieth of those found a matching line is, from 1; 0 where it is none of them. */
    public int place(int index) {
        if (index < 0 || index >= matching.size()) {
            return 0;
        }
        int place = found.indexOf(matching.get(index));
        return place < found.size() && found.get(place).equals(matching.get(index)) ? place + 1 : 0;
    }

    /** The number of the next line with what is looked for, past that one, around the end; -1 where there is none. */
    public int next(int index, boolean backward) {
        if (found.size() == 0) {
            return -1;
        }
        int place;
        if (index < 0 || index >= matching.size()) {
            place = backward ? found.size() - 1 : 0;
        } else {
            Entry here = matching.get(index);
            place = found.indexOf(here);
            boolean onIt = place < found.size() && found.get(place).equals(here);
            place += backward ? -1 : onIt ? 1 : 0;
        }
        return matching.indexOf(found.get(Math.floorMod(place, found.size())));
    }

    /** Where in a text is what is looked for. */
    public List<Mark> marks(String text) {
        return finder == null ? List.of() : finder.marks(text);
    }

    /** Names of fields that the newest matching lines have, those that most have first. */
    public List<String> fields() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = Math.max(0, matching.size() - ASKED_FOR_FIELDS); i < matching.size(); i++) {
            Reading.of(matching.get(i).raw()).fields().keySet().forEach(name -> counts.merge(name, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_FIELDS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The matching lines over time. */
    public Bars bars() {
        if (matching.size() == 0) {
            return new Bars(0, 1_000, List.of());
        }
        long first = matching.get(0).time() / 1_000_000;
        long last = matching.get(matching.size() - 1).time() / 1_000_000;
        long step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && (last - first) / STEPS[i] < MOST_BARS - 1; i--) {
            step = STEPS[i];
        }
        long from = Math.floorDiv(first, step) * step;
        int count = (int) Math.min(MOST_BARS, (last - from) / step + 1);
        Map<Level, int[]> counts = new EnumMap<>(Level.class);
        for (int i = 0; i < matching.size(); i++) {
            Entry entry = matching.get(i);
            if (entry.gap() == null) {
                int bar = (int) Math.min(count - 1, (entry.time() / 1_000_000 - from) / step);
                counts.computeIfAbsent(entry.level(), _ -> new int[count])[bar]++;
            }
        }
        List<Map<Level, Integer>> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<Level, Integer> bar = new EnumMap<>(Level.class);
            for (Map.Entry<Level, int[]> each : counts.entrySet()) {
                if (each.getValue()[i] > 0) {
                    bar.put(each.getKey(), each.getValue()[i]);
                }
            }
            bars.add(bar);
        }
        return new Bars(from, step, bars);
    }
}
