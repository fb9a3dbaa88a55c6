package dev.fresnel.engine.live;

import dev.fresnel.engine.log.Entry;
import dev.fresnel.engine.log.Inbox;
import dev.fresnel.engine.log.LogBook;
import dev.fresnel.engine.log.LogRoom;
import dev.fresnel.engine.log.Reading;
import dev.fresnel.engine.query.FieldQuery;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.LogData;
import dev.fresnel.engine.view.LogData.Head;
import dev.fresnel.engine.view.LogData.Line;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.ViewRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What containers write, merged: the lines are kept here within bounds, and a window of them is told, four times a second at
 * most. While it does not follow, lines that come wait in the inbox, so that what is being read does not move.
 *
 * <pre>
 *   LogSubjects (which containers) ─► LogStreams (one reader each) ─► Inbox ─► LogBook ─► window
 * </pre>
 */
final class LiveLogs implements LiveView {

    private final Surroundings around;
    private final Runnable changed;
    private final LogRoom.Share room;
    private final LogSubjects subjects;
    private final AtomicBoolean subjectsChanged = new AtomicBoolean(true);
    private final AtomicReference<ViewRequest.@Nullable Logs> wanted = new AtomicReference<>();
    private ViewRequest.Logs request;
    private Inbox inbox;
    private LogBook book;
    private LogStreams streams;
    private List<SourceState> states = List.of();
    private LogData.Find sought = new LogData.Find(0, 0, -1, 0);
    private @Nullable Head toldHead;
    private List<Long> toldOrder = List.of();
    private int toldOffset;
    private Set<Long> toldLines = Set.of();
    private boolean all = true;
    private boolean closed;

    LiveLogs(Surroundings around, ViewRequest.Logs request, Runnable changed) {
        this.around = around;
        this.changed = changed;
        this.request = checked(request);
        this.room = around.logs().share();
        this.subjects = new LogSubjects(around, this::subjectsChanged);
        begin();
    }

    private static ViewRequest.Logs checked(ViewRequest.Logs request) {
        check(request.objects(), request.which());
        if (request.limit() < 1 || request.limit() > 500 || request.offset() < 0) {
            throw new IllegalArgumentException("a log's window has 1 to 500 lines from 0 on, not " + request.limit()
                    + " from " + request.offset());
        }
        if (request.columns().size() > 20) {
            throw new IllegalArgumentException("a log has at most 20 columns");
        }
        return request;
    }

    /** Whether these can be read at all. */
    static void check(List<ObjectRef> objects, ViewRequest.LogSource which) {
        if (objects.isEmpty() || objects.size() > ViewRequest.MAX_OBJECTS) {
            throw new IllegalArgumentException(
                    "logs are of 1 to " + ViewRequest.MAX_OBJECTS + " objects, not " + objects.size());
        }
        Integer tail = which.tail();
        Integer since = which.since();
        if ((tail != null && tail < 0) || (since != null && since < 1)) {
            throw new IllegalArgumentException("a log begins some lines or seconds ago");
        }
    }

    /** Begins to read anew: nothing that was read counts any more. */
    private void begin() {
        inbox = new Inbox(room, changed);
        streams = new LogStreams(request.which(), around.clock(), inbox, changed);
        LogStreams named = streams;
        book = new LogBook(room, entry -> new Asked(entry, named));
        subjectsChanged.set(true);
        all = true;
    }

    private void subjectsChanged() {
        subjectsChanged.set(true);
        changed.run();
    }

    @Override
    public synchronized @Nullable Update poll() {
        if (closed) {
            return null;
        }
        ViewRequest.Logs now = wanted.getAndSet(null);
        if (now != null) {
            look(now);
        }
        if (subjectsChanged.getAndSet(false)) {
            LogSubjects.Known known = subjects.of(request.objects());
            states = known.states();
            streams.follow(known);
        }
        book.wish(new LogBook.Wish(
                request.filter(), Set.copyOf(request.levels()), request.from(), request.to(), request.find()));
        if (request.follow()) {
            book.add(inbox.take());
        }
        return tell(now != null);
    }

    private void look(ViewRequest.Logs now) {
        boolean others =
                !now.objects().equals(request.objects()) || !now.which().equals(request.which());
        all |= !now.filter().equals(request.filter())
                || !now.find().equals(request.find())
                || !now.columns().equals(request.columns());
        request = now;
        if (others) {
            streams.close();
            begin();
        }
    }

    private @Nullable Update tell(boolean asked) {
        seek();
        Head head = head();
        int last = Math.max(0, book.matching() - request.limit());
        int offset = request.follow() ? last : Math.min(request.offset(), last);
        int end = Math.min(book.matching(), offset + request.limit());
        List<Long> order = new ArrayList<>(end - offset);
        List<Line> lines = new ArrayList<>();
        for (int i = offset; i < end; i++) {
            Entry entry = book.get(i);
            order.add(entry.id());
            if (all || !toldLines.contains(entry.id())) {
                lines.add(line(entry));
            }
        }
        boolean sameHead = head.equals(toldHead);
        boolean whole = all;
        if (!whole && !asked && sameHead && lines.isEmpty() && offset == toldOffset && order.equals(toldOrder)) {
            return null;
        }
        toldHead = head;
        toldOrder = order;
        toldOffset = offset;
        toldLines = new HashSet<>(order);
        all = false;
        return whole
                ? new Update.Whole(new LogData(head, offset, lines))
                : new Update.Changed(new LogData.Tail(sameHead ? null : head, offset, order, lines));
    }

    private void seek() {
        ViewRequest.Seek seek = request.seek();
        if (seek == null) {
            sought = new LogData.Find(book.found(), 0, -1, 0);
        } else if (seek.serial() == sought.serial()) {
            sought = new LogData.Find(book.found(), seek.serial(), sought.line(), book.place(sought.line()));
        } else {
            String at = seek.at();
            int line = at == null ? book.next(seek.line(), seek.backward()) : book.at(nanos(at));
            sought = new LogData.Find(book.found(), seek.serial(), line, book.place(line));
        }
    }

    private static long nanos(String at) {
        try {
            return Long.parseLong(at);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(at + " is no time in nanoseconds", e);
        }
    }

    private Head head() {
        return new Head(
                request.objects(),
                streams.told(),
                streams.omitted(),
                states,
                new LogData.Totals(book.size(), book.matching(), book.dropped(), request.follow() ? 0 : inbox.size()),
                book.levels(),
                book.bars(),
                book.fields(),
                book.problem(),
                sought);
    }

    private Line line(Entry entry) {
        Reading reading = Reading.of(entry.raw());
        return new Line(
                entry.id(),
                Math.floorDiv(entry.time(), 1_000_000),
                Long.toString(entry.time()),
                entry.source(),
                entry.level(),
                reading.text(),
                reading.spans(),
                book.marks(reading.text()),
                request.columns().stream()
                        .map(name -> reading.fields().getOrDefault(name, ""))
                        .toList(),
                entry.gap(),
                entry.cut());
    }

    /** What a filter asks of a line: its own fields, and whose it is. */
    private static final class Asked implements FieldQuery.Thing {
        private final Entry entry;
        private final LogStreams streams;
        private @Nullable Reading reading;

        Asked(Entry entry, LogStreams streams) {
            this.entry = entry;
            this.streams = streams;
        }

        private Reading reading() {
            Reading read = reading;
            if (read == null) {
                read = Reading.of(entry.raw());
                reading = read;
            }
            return read;
        }

        @Override
        public String text() {
            return reading().text();
        }

        @Override
        public @Nullable String field(String name) {
            String own = reading().fields().get(name);
            LogStream stream = streams.stream(entry.source());
            if (own != null || stream == null) {
                return own;
            }
            ObjectRef pod = stream.subject().pod();
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "level" -> entry.level().name();
                case "pod" -> pod.name();
                case "ns", "namespace" -> pod.namespace();
                case "cluster" -> pod.cluster();
                case "container" -> stream.subject().container();
                default -> null;
            };
        }
    }

    @Override
    public void adjust(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Logs logs)) {
            throw new IllegalArgumentException("this view is of logs");
        }
        wanted.set(checked(logs));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            streams.close();
            subjects.close();
            room.close();
        }
    }
}
