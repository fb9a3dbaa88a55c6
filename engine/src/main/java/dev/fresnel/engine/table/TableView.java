package dev.fresnel.engine.table;

import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.query.Column;
import dev.fresnel.engine.query.Columns;
import dev.fresnel.engine.query.RowTest;
import dev.fresnel.engine.store.Changes;
import dev.fresnel.engine.store.Store;
import dev.fresnel.engine.store.StoreListener;
import dev.fresnel.engine.store.StoreSnapshot;
import dev.fresnel.engine.store.Subscription;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.engine.view.TableData;
import dev.fresnel.engine.view.TableData.ColumnKind;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.watch.ReflectorState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A live table as one browser sees it. Its session asks {@link #poll} at its own pace what the browser must be told; what
 * happened in between has by then become one difference, so a slow browser costs nothing and misses nothing.
 *
 * <pre>
 *   Stores ──published──► dirty ──► onDirty: the session wakes and waits out its quarter of a second
 *      ▲                                                                   │ poll
 *      └── snapshots ◄── {@link LiveQuery} ◄── {@link Window} ◄────────────┴──► Whole | Part | Nothing
 * </pre>
 *
 * Thread-safe: one caller at a time, others wait for it.
 */
public final class TableView implements AutoCloseable {

    /** Rows in a window at most, whatever is asked for. */
    private static final int MOST_ROWS = 500;
    /** A table sorted by durations that still grow is sorted again this often, in milliseconds. */
    private static final long SORT_AGAIN = 10_000;

    private final TableKind kind;
    private final InstantSource clock;
    private final Runnable onDirty;
    private final AtomicBoolean dirty = new AtomicBoolean(true);
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Window window = new Window();

    private ViewRequest.Table request;
    private List<TableSource> sources;
    private Columns columns;
    private Look look;
    private LiveQuery query;
    private @Nullable TableData told;
    /** Rows as they were told, by id. */
    private Map<Long, Drawn> drawn = Map.of();

    /**
     * @param kind what the table says about its kind
     * @param request what to show
     * @param sources where its rows come from
     * @param clock the server's
     * @param onDirty called when {@link #poll} may have something to tell again after it was asked: by any thread, and it
     *     must return at once
     */
    public TableView(
            TableKind kind,
            ViewRequest.Table request,
            List<TableSource> sources,
            InstantSource clock,
            Runnable onDirty) {
        this.kind = kind;
        this.request = request;
        this.sources = List.copyOf(sources);
        this.clock = clock;
        this.onDirty = onDirty;
        this.columns = columns(kind, sources);
        this.look = Look.of(kind, request, columns, "", clock.millis());
        subscribe();
        this.query = query(clock.millis());
    }

    /** Looks at another window, query, sort, columns, with the same sources. */
    public synchronized void adjust(ViewRequest.Table request) {
        adjust(request, sources);
    }

    /** Looks at something else, from other sources. Rows that have gone do so now. */
    public synchronized void adjust(ViewRequest.Table request, List<TableSource> sources) {
        ViewRequest.Table before = this.request;
        if (request.equals(before) && sources.equals(this.sources)) {
            return;
        }
        long now = clock.millis();
        this.request = request;
        boolean otherRows =
                !sources.equals(this.sources) || !request.namespaces().equals(before.namespaces());
        if (!sources.equals(this.sources)) {
            this.sources = List.copyOf(sources);
            columns = columns(kind, sources);
            subscribe();
        }
        Look lookedBefore = look;
        look = Look.of(kind, request, columns, lookedBefore.wantedText(), now);
        if (otherRows) {
            query = query(now);
        } else {
            if (look.order().sameAs(lookedBefore.order())) {
                look = look.at(lookedBefore.order().now());
            } else {
                query.order(look.order(), now);
            }
            if (!look.wantsSameAs(lookedBefore)) {
                query.test(wanted(), now);
            }
        }
        window.lookElsewhere();
        dirty.set(true);
    }

    /** The person looked away: rows that no longer match leave. */
    public synchronized void dropGone() {
        window.dropGone();
        dirty.set(true);
    }

    /** What the browser must be told now. What this answers counts as told. */
    public synchronized TableUpdate poll() {
        long now = clock.millis();
        if (!dirty.getAndSet(false) && now < pollAt()) {
            return new TableUpdate.Nothing();
        }
        // Before the rows: a list that ends meanwhile must not be called complete over rows from before its end.
        List<SourceState> states = sources.stream().map(SourceStates::of).toList();
        Changes changes = query.refresh(now);
        if (now >= sortAgainAt()) {
            look = look.at(now);
            query.order(look.order(), now);
        }
        int limit = Math.clamp(request.limit(), 1, MOST_ROWS);
        window.update(query, changes, Math.max(0, request.offset()), limit, look.order());
        TableData data = data(now, states);
        TableUpdate update = TableDifference.between(told, data);
        told = data;
        return update;
    }

    /**
     * When {@link #poll} may have something to tell although no Store changed, because ages have grown: milliseconds since
     * 1970, {@link Long#MAX_VALUE} for never.
     */
    public synchronized long pollAt() {
        return Math.min(query.reviewAt(), sortAgainAt());
    }

    /** Stops following the Stores. */
    @Override
    public synchronized void close() {
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
    }

    private long sortAgainAt() {
        return look.order().first().column().shape().kind() == ColumnKind.DURATION
                ? look.order().now() + SORT_AGAIN
                : Long.MAX_VALUE;
    }

    private void subscribe() {
        close();
        stores(sources)
                .forEach(store -> subscriptions.add(store.subscribe(new StoreListener() {
                    @Override
                    public void published(StoreSnapshot before, StoreSnapshot now) {
                        touched();
                    }

                    @Override
                    public void stateChanged(ReflectorState state) {
                        touched();
                    }
                })));
    }

    private void touched() {
        if (dirty.compareAndSet(false, true)) {
            onDirty.run();
        }
    }

    private TableData data(long now, List<SourceState> states) {
        return new TableData(
                kind.resource(),
                kind.title(),
                kind.kindTitle(),
                kind.about(),
                kind.namespaced(),
                described(look.shown()),
                described(columns.all()),
                new ViewRequest.Sort(
                        look.order().first().column().id(), look.order().first().descending()),
                new TableData.Query(request.query(), chips(now), look.asked().problem()),
                new TableData.Totals(query.all().size(), query.matched().size(), query.bySeverity()),
                window.offset(),
                rows(),
                states);
    }

    /** The window's rows as they are drawn. Most are as they were last time, and are not drawn again. */
    private List<TableData.Row> rows() {
        Map<Long, Drawn> before = drawn;
        drawn = new LinkedHashMap<>();
        List<TableData.Row> rows = new ArrayList<>();
        for (Window.Seen seen : window.rows()) {
            Drawn last = before.get(seen.row().id());
            Drawn now =
                    last != null && last.shows(seen, look.shown()) ? last : new Drawn(seen, look.shown(), row(seen));
            drawn.put(seen.row().id(), now);
            rows.add(now.row);
        }
        return rows;
    }

    /** A row as it was drawn. */
    private record Drawn(Window.Seen seen, List<Column> columns, TableData.Row row) {
        /** Whether it would be drawn the same. */
        @SuppressWarnings("ReferenceEquality") // the very row; and lists of columns are made anew only for another look
        boolean shows(Window.Seen other, List<Column> shown) {
            return seen.row() == other.row() && seen.gone() == other.gone() && columns == shown;
        }
    }

    /** Where nothing matches, which term is to blame. */
    private List<TableData.Chip> chips(long now) {
        boolean filteredToNothing = query.matched().size() == 0
                && query.all().size() > 0
                && look.asked().problem() == null;
        return filteredToNothing
                ? look.asked().chipsWithout(Arrays.asList(query.all().array()), now)
                : look.asked().chips();
    }

    private TableData.Row row(Window.Seen seen) {
        ObjectRef ref = new ObjectRef(
                seen.row().cluster(),
                kind.resource(),
                seen.row().namespace().isEmpty() ? null : seen.row().namespace(),
                seen.row().name());
        return new TableData.Row(
                seen.row().id(),
                ref,
                seen.row().severity(),
                seen.gone(),
                look.shown().stream().map(column -> column.cell(seen.row())).toList());
    }

    private static List<TableData.Column> described(List<Column> columns) {
        return columns.stream()
                .map(Column::shape)
                .map(shape -> new TableData.Column(
                        shape.id(), shape.title(), shape.kind(), shape.priority(), true, shape.width(), shape.about()))
                .toList();
    }

    private static List<Store> stores(List<TableSource> sources) {
        return sources.stream()
                .map(source -> source instanceof TableSource.Watched watched ? watched.store() : null)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Columns columns(TableKind kind, List<TableSource> sources) {
        Map<String, List<ColumnShape>> shapes = new LinkedHashMap<>();
        stores(sources)
                .forEach(store -> shapes.put(store.cluster(), store.shape().columns()));
        return Columns.of(kind.namespaced(), shapes, kind.translation());
    }

    private LiveQuery query(long now) {
        return new LiveQuery(stores(sources), Set.copyOf(request.namespaces()), wanted(), look.order(), now);
    }

    private RowTest wanted() {
        return ClusterTimes.of(sources).test(look.wanted());
    }
}
