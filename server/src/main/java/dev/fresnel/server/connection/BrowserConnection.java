package dev.fresnel.server.connection;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.server.protocol.ClientMessage;
import dev.fresnel.server.protocol.Json;
import dev.fresnel.server.protocol.MalformedMessageException;
import dev.fresnel.server.protocol.ServerMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One browser tab and the views it has open.
 *
 * <pre>
 *   socket thread:  text → message → open / adjust / close a view          view threads: "changed" → mark the view
 *                                         │                                                  │
 *                                         └────────────────► {@link Agenda} ◄────────────────┘
 *                                                                │
 *   writer thread:  what is next? → poll the view → send → wait until the network took it
 * </pre>
 *
 * A view is sent at most four times a second; what changes in between is in its next update. While the network does not
 * take a message nothing is polled, so a slow or stuck browser costs nothing but its marks. A view that fails is closed, and
 * the browser told; the others go on.
 */
public final class BrowserConnection implements AutoCloseable {

    /** Version of the protocol; a browser with another one is told to reload. */
    public static final int PROTOCOL = 1;

    /** Time between two updates of a view. */
    static final Duration PACE = Duration.ofMillis(250);

    /** How long a tab that listens for heartbeats hears nothing. */
    static final Duration QUIET = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(BrowserConnection.class);

    private final Outbound outbound;
    private final LiveView.Opener opener;
    private final String version;
    private final InstantSource clock;
    private final Room room;
    private final Agenda agenda;
    /** Of the socket's thread. */
    private String language = "en";

    /**
     * Begins to serve a tab; where there is no room for one more, says so and ends it.
     *
     * @param version of the program, for Welcome
     * @param room shared by all tabs
     */
    public BrowserConnection(
            Outbound outbound, LiveView.Opener opener, String version, InstantSource clock, Room room) {
        this(outbound, opener, version, clock, room, PACE, QUIET);
    }

    BrowserConnection(
            Outbound outbound,
            LiveView.Opener opener,
            String version,
            InstantSource clock,
            Room room,
            Duration pace,
            Duration quiet) {
        this.outbound = outbound;
        this.opener = opener;
        this.version = version;
        this.clock = clock;
        this.room = room;
        this.agenda = new Agenda(room.limits().views(), pace, quiet);
        boolean served = room.takeTab();
        if (!served) {
            close();
        }
        Thread.ofVirtual().name("browser-writer").start(served ? this::serve : this::refuse);
    }

    private void serve() {
        try {
            write();
        } finally {
            room.leaveTab();
        }
    }

    private void refuse() {
        try {
            String most = String.valueOf(room.limits().tabs());
            outbound.send(Json.write(
                    new ServerMessage.Failure(null, Phrase.of("connection.tooManyTabs", "max", most), null)));
        } catch (IOException | InterruptedException e) {
            LOG.debug("a tab too many is gone: {}", e.toString());
        } finally {
            end(1013, "too many tabs");
        }
    }

    /** A text message arrived. Calls come one at a time, in order; what arrives after the end is passed over. */
    public void received(String text) {
        if (!mayBeRead() || agenda.closed()) {
            return;
        }
        ClientMessage message;
        try {
            message = Json.read(text);
        } catch (MalformedMessageException e) {
            LOG.debug("not a message: {}", e.getMessage());
            end(1002, "not a message of the protocol");
            return;
        }
        switch (message) {
            case ClientMessage.Hello hello -> hello(hello);
            case ClientMessage.Open open -> open(open);
            case ClientMessage.Adjust adjust -> change(adjust.id(), view -> view.adjust(adjust.view()));
            case ClientMessage.Close gone -> close(agenda.remove(gone.id()));
            case ClientMessage.Act act -> change(act.id(), view -> view.act(act.act()));
            case ClientMessage.Retry retry -> opener.retry(retry.cluster());
            case ClientMessage.DropGone drop -> change(drop.id(), LiveView::dropGone);
            case ClientMessage.Heartbeats heartbeats -> agenda.heartbeats(heartbeats.wanted());
        }
    }

    /** A binary message arrived: the number of a view, and bytes for it. */
    public void received(ByteBuffer message) {
        if (!mayBeRead() || agenda.closed()) {
            return;
        }
        if (message.remaining() < Integer.BYTES) {
            end(1002, "not a message of the protocol");
            return;
        }
        int id = message.getInt();
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        change(id, view -> view.receive(bytes));
    }

    private boolean mayBeRead() {
        try {
            if (agenda.awaitRoom(room.limits().patience())) {
                return true;
            }
            end(1008, "messages are sent and not read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void hello(ClientMessage.Hello hello) {
        language = hello.language();
        say(
                hello.protocol() == PROTOCOL
                        ? new ServerMessage.Welcome(PROTOCOL, version, clock.millis())
                        : new ServerMessage.Failure(null, Phrase.of("connection.reload"), null));
    }

    private void open(ClientMessage.Open open) {
        if (!room.takeView()) {
            String most = String.valueOf(room.limits().viewsOfAll());
            fail(open.id(), Phrase.of("connection.tooManyViewsOfAll", "max", most), null);
            return;
        }
        OpenView view = new OpenView(open.id(), room::leaveView);
        switch (agenda.add(view)) {
            case CLOSED -> view.close();
            case TOO_MANY -> {
                view.close();
                String most = String.valueOf(room.limits().views());
                fail(open.id(), Phrase.of("connection.tooManyViews", "max", most), null);
            }
            case ID_TAKEN -> {
                view.close();
                fail(open.id(), Phrase.of("connection.badRequest"), "view " + open.id() + " is open already");
            }
            case YES -> {
                try {
                    view.opened(opener.open(open.view(), language, () -> agenda.mark(view, false)));
                    agenda.mark(view, true);
                } catch (IllegalArgumentException e) {
                    close(agenda.remove(open.id()));
                    fail(open.id(), Phrase.of("connection.badRequest"), e.getMessage());
                } catch (RuntimeException | Error e) {
                    broken(view, e);
                }
            }
        }
    }

    private interface Change {
        void apply(LiveView view);
    }

    /** Changes what a view looks at. One that has just been closed on our side is passed over: the browser has been told. */
    private void change(int id, Change change) {
        OpenView view = agenda.find(id);
        LiveView live = view == null ? null : view.live();
        if (view == null || live == null) {
            return;
        }
        try {
            change.apply(live);
            agenda.mark(view, true);
        } catch (IllegalArgumentException e) {
            fail(id, Phrase.of("connection.badRequest"), e.getMessage());
        } catch (RuntimeException | Error e) {
            broken(view, e);
        }
    }

    /**
     * A mistake of this program's own, in one view. Also an Error is that view's: a class that cannot be loaded, a stack too
     * small or memory too little for it, none of which the tab's other views need notice.
     */
    private void broken(OpenView view, Throwable mistake) {
        LOG.error("a view failed and has been closed", mistake);
        close(agenda.remove(view.id));
        String detail = mistake instanceof Error ? mistake.toString() : mistake.getMessage();
        fail(view.id, Phrase.of("connection.viewFailed"), detail);
    }

    private static void close(@Nullable OpenView view) {
        try {
            if (view != null) {
                view.close();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("a view could not be closed", e);
        }
    }

    private void fail(int id, Phrase message, @Nullable String detail) {
        say(new ServerMessage.Failure(id, message, detail));
    }

    private void say(ServerMessage message) {
        agenda.say(message);
    }

    private void write() {
        try {
            for (Agenda.Item item = agenda.next(); item != null; item = agenda.next()) {
                if (switch (item) {
                    case Agenda.Item.Say say -> said(Json.write(say.message()));
                    case Agenda.Item.Tell tell -> told(tell.view());
                }) {
                    agenda.said();
                }
            }
        } catch (BrowserStuckException e) {
            LOG.info("A browser tab has been let go: {}", e.getMessage());
            end(1008, "messages are not read");
        } catch (IOException | InterruptedException e) {
            LOG.debug("browser gone: {}", e.toString());
        } finally {
            if (!agenda.closed()) {
                end(1011, "internal error");
            }
        }
    }

    private boolean said(String text) throws IOException, InterruptedException {
        outbound.send(text);
        return true;
    }

    /** Tells what is new of a view; false for nothing. Also what cannot be written is the view's own mistake. */
    private boolean told(OpenView view) throws IOException, InterruptedException {
        String text = null;
        byte[] bytes = null;
        try {
            LiveView live = view.live();
            switch (live == null ? null : live.poll()) {
                case null -> {}
                case LiveView.Update.Whole whole ->
                    text = Json.write(new ServerMessage.Snapshot(view.id, whole.data()));
                case LiveView.Update.Changed changed ->
                    text = Json.write(new ServerMessage.Delta(view.id, changed.delta()));
                case LiveView.Update.Stream stream -> bytes = ofView(view.id, stream.bytes());
            }
        } catch (RuntimeException | Error e) {
            broken(view, e);
            return false;
        }
        if (bytes != null) {
            outbound.send(bytes);
            return true;
        }
        return text != null && said(text);
    }

    private static byte[] ofView(int id, byte[] bytes) {
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(id)
                .put(bytes)
                .array();
    }

    private void end(int code, String reason) {
        outbound.close(code, reason);
        close();
    }

    /** Closes all views; the socket is the caller's. */
    @Override
    public void close() {
        agenda.close().forEach(BrowserConnection::close);
    }
}
