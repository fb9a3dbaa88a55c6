package dev.fresnel.kube.watch;

import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.wire.ListMeta;
import dev.fresnel.kube.wire.ListReader;
import dev.fresnel.kube.wire.ReadObject;
import dev.fresnel.kube.wire.UnreadableAnswerException;
import dev.fresnel.kube.wire.WatchEvent;
import dev.fresnel.kube.wire.WatchReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Lists and watches, one go at a time, and remembers how far it came. What to do when a go fails is the
 * {@link Reflector}'s business.
 *
 * <pre>
 *   nothing known ──► watch that begins with all objects ──────────────┐
 *        │  not offered                                                ├──► position known ──► watch from there
 *        ├──► list from the server's memory ──────────────────────────┤
 *        │  refused, or broken off twice                               │
 *        └──► list in pages ───────────────────────────────────────────┘
 * </pre>
 *
 * For the Reflector's thread alone.
 */
final class Follower {

    /** How the objects that there are now are asked for, best first. */
    enum Way {
        STREAM,
        LIST,
        PAGES
    }

    /** Who wants to know how it goes. */
    interface Listener {
        /** So many objects of a list have been read. */
        void listing(long read);

        /** Everything there is has been given, and each change will be. */
        void live();
    }

    /** Objects between two words about progress. */
    private static final int PROGRESS_EVERY = 256;

    /**
     * Pages that brought nothing, in a row, that are still believed: servers may send some where selectors leave little over.
     */
    private static final int EMPTY_PAGES = 100;

    /** How often a list in pages begins anew at once, because the server has forgotten what the pages are of. */
    private static final int RESTARTS = 2;

    private final Kind kind;
    private final KindRequests requests;
    private final KindConnection connection;
    private final ObjectSink sink;
    private final Listener listener;
    private final Patience patience;
    private final RandomGenerator random;

    private Way way;
    private boolean protobuf;
    private boolean exact;
    private String known = "";
    private String lastKnown = "";
    private boolean listBroken;
    private boolean dirty;

    Follower(
            Kind kind,
            KindRequests requests,
            KindConnection connection,
            ObjectSink sink,
            Listener listener,
            Patience patience,
            RandomGenerator random,
            boolean protobuf) {
        this.kind = kind;
        this.requests = requests;
        this.connection = connection;
        this.sink = sink;
        this.listener = listener;
        this.patience = patience;
        this.random = random;
        this.protobuf = protobuf;
        this.way = kind.can("watch") ? Way.STREAM : Way.LIST;
    }

    /**
     * One go: gets the objects there are, where they are not known, and follows them until the server ends the watch. Of a
     * kind that cannot be watched it only gets the objects, and forgets that it knows them.
     */
    void go() throws IOException, InterruptedException {
        if (known.isEmpty() && way == Way.STREAM) {
            stream();
            return;
        }
        if (known.isEmpty()) {
            list();
            listener.live();
        }
        if (!kind.can("watch")) {
            forget();
            return;
        }
        try (KindConnection.Answer answer = connection.open(requests.watchFrom(known, protobuf, watchTime()))) {
            listener.live();
            follow(answer.watch(), false);
        }
    }

    /** Whether the next go begins with getting the objects there are. */
    boolean listing() {
        return known.isEmpty();
    }

    /** The version up to which everything is known is of no use any more. */
    void forget() {
        lastKnown = known.isEmpty() ? lastKnown : known;
        known = "";
    }

    /** The server no longer knows the version that was known: only what is there now counts. */
    void forgetGone() {
        forget();
        exact = true;
    }

    /** What came could not be understood: asks for JSON from now on. Returns whether that is a change. */
    boolean withoutProtobuf() {
        boolean change = protobuf;
        protobuf = false;
        return change;
    }

    /** The server refuses the way in which it was asked. Returns whether there is another. */
    boolean otherWay() {
        if (!known.isEmpty() || way == Way.PAGES) {
            return false;
        }
        way = way == Way.STREAM ? Way.LIST : Way.PAGES;
        return true;
    }

    /** A list broke off. A second time in a row, it is read in pages, so that each go at least brings some. */
    void brokeOff() {
        if (known.isEmpty() && way == Way.LIST && listBroken) {
            way = Way.PAGES;
        }
        listBroken = known.isEmpty();
    }

    private void stream() throws IOException, InterruptedException {
        try (KindConnection.Answer answer = connection.open(requests.watchList(protobuf, watchTime()))) {
            WatchReader events = answer.watch();
            sink.listStarted();
            listener.listing(0);
            boolean complete = follow(events, true);
            if (!complete) {
                way = Way.LIST;
            }
        }
    }

    /**
     * Reads events until the server ends the watch.
     *
     * @param listing whether the objects that there are come first
     * @return whether all of them came
     */
    private boolean follow(WatchReader events, boolean listing) throws IOException {
        boolean initial = listing;
        long read = 0;
        for (WatchEvent event = events.next(); event != null; event = events.next()) {
            connection.heard();
            switch (event) {
                case WatchEvent.Upserted upserted -> {
                    give(upserted.object());
                    if (initial && ++read % PROGRESS_EVERY == 0) {
                        listener.listing(read);
                    }
                    know(initial, upserted.object().resourceVersion());
                }
                case WatchEvent.Deleted deleted -> {
                    ReadObject gone = deleted.object();
                    sink.delete(gone.namespace(), gone.name(), gone.uid());
                    dirty = true;
                    know(initial, gone.resourceVersion());
                }
                case WatchEvent.Bookmark bookmark -> {
                    if (initial && bookmark.initialEventsEnd()) {
                        initial = false;
                        listener.listing(read);
                        complete();
                        know(false, bookmark.resourceVersion());
                        listener.live();
                    } else if (initial) {
                        // A server that does not know this way never says where the objects end.
                        return false;
                    } else {
                        know(false, bookmark.resourceVersion());
                    }
                }
                case WatchEvent.Failure failure ->
                    throw KindConnection.exception(failure.status().code(), failure.status(), null);
            }
            if (dirty && !initial && !events.more()) {
                dirty = false;
                sink.settled();
            }
        }
        return !initial;
    }

    private void list() throws IOException, InterruptedException {
        String from = lastKnown;
        ListMeta meta = null;
        long read = 0;
        String token = "";
        boolean first = true;
        int restarts = 0;
        int empty = 0;
        do {
            // Some servers page also where nobody asked for it.
            ApiRequest request = way == Way.PAGES || !token.isEmpty()
                    ? requests.page(token, protobuf)
                    : exact
                            ? requests.listNow(protobuf)
                            : from.isEmpty() ? requests.listAny(protobuf) : requests.listFrom(from, protobuf);
            long before = read;
            try (KindConnection.Answer answer = connection.open(request)) {
                if (first) {
                    first = false;
                    sink.listStarted();
                }
                listener.listing(read);
                ListReader objects = answer.list();
                for (ReadObject object = objects.next(); object != null; object = objects.next()) {
                    connection.heard();
                    give(object);
                    if (++read % PROGRESS_EVERY == 0) {
                        listener.listing(read);
                    }
                }
                meta = objects.meta();
            } catch (ApiServerException refusal) {
                if (token.isEmpty() || refusal.status() != HttpURLConnection.HTTP_GONE || ++restarts > RESTARTS) {
                    throw refusal;
                }
                // What the pages were of is gone. From the start, with what is there now.
                meta = null;
                token = "";
                read = 0;
                first = true;
                continue;
            }
            empty = read == before ? empty + 1 : 0;
            if (!token.isEmpty() && (token.equals(meta.continueToken()) || empty > EMPTY_PAGES)) {
                throw new UnreadableAnswerException(
                        "the list never ends: after " + read + " objects its pages lead to nothing new");
            }
            token = meta.continueToken();
        } while (meta == null || !token.isEmpty());
        listener.listing(read);
        complete();
        know(false, meta.resourceVersion());
    }

    private void give(ReadObject object) {
        sink.upsert(object);
        dirty = true;
    }

    private void complete() {
        listBroken = false;
        exact = false;
        dirty = false;
        sink.listComplete();
        sink.settled();
    }

    /** Until all objects have come, no version says what is known. */
    private void know(boolean initial, String resourceVersion) {
        if (!initial && !resourceVersion.isEmpty()) {
            known = resourceVersion;
        }
    }

    /** Some time from one to two times the time that is asked for. */
    private Duration watchTime() {
        return patience.watchFor()
                .plusSeconds(random.nextLong(patience.watchFor().toSeconds() + 1));
    }
}
