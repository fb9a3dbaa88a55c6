package dev.fresnel.engine.forward;

import dev.fresnel.engine.view.ForwardsData;
import dev.fresnel.engine.view.ForwardsData.State;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.stream.PortStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of this machine that leads to a port of some pods. Each connection goes to the pod that the one before went to, while that
 * runs; else to another.
 *
 * <pre>
 *   127.0.0.1:local ─ accept ─► a target that runs ─► PortStream ◄──► bytes both ways until either side ends
 * </pre>
 *
 * <p>Thread-safe.
 */
final class Forward {

    private static final Logger LOG = LoggerFactory.getLogger(Forward.class);

    /** Connections at a time; more wait until one ends. */
    private static final int MOST = 200;

    private static final Duration FINDS_WITHIN = Duration.ofSeconds(15);
    /** After this side has said all, how long the other may be silent: the node cannot be told that half of it ends. */
    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(1);

    private static final int PIECE = 32 * 1024;

    private final int id;
    private final Targets.Finder finder;
    private final Runnable changed;
    private final Semaphore room = new Semaphore(MOST);
    private final Semaphore news = new Semaphore(0);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    /** All that follows is guarded by this. */
    private ForwardSpec spec;

    private State state = State.STOPPED;
    private @Nullable ServerSocket listening;
    private @Nullable Thread accepting;
    private @Nullable Targets targets;
    private Targets.@Nullable Target current;
    private int connections;
    private long total;
    private @Nullable Phrase problem;
    private @Nullable String detail;

    Forward(int id, ForwardSpec spec, Targets.Finder finder, Runnable changed) {
        this.id = id;
        this.spec = spec;
        this.finder = finder;
        this.changed = changed;
    }

    int id() {
        return id;
    }

    synchronized ForwardSpec spec() {
        return spec;
    }

    /** Begins to listen; what keeps it from that is told. */
    void start() {
        synchronized (this) {
            if (state == State.OPEN) {
                return;
            }
            say(null, null);
            try {
                ServerSocket opened = new ServerSocket();
                opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), spec.localPort()));
                listening = opened;
                spec = spec.at(opened.getLocalPort());
                targets = finder.find(spec, news::release);
                state = State.OPEN;
                accepting = Thread.ofVirtual().name("forward " + id).start(() -> accept(opened));
            } catch (BindException e) {
                state = State.FAILED;
                say(Phrase.of("forward.portTaken", "port", String.valueOf(spec.localPort())), e.getMessage());
            } catch (IOException e) {
                state = State.FAILED;
                say(Phrase.of("forward.cannotListen"), e.getMessage());
            }
        }
        changed.run();
    }

    /** Ends it and all its connections. */
    void stop() {
        Targets ended;
        Thread waiting;
        synchronized (this) {
            waiting = accepting;
            accepting = null;
            state = State.STOPPED;
            ended = targets;
            targets = null;
            current = null;
            close(listening);
            listening = null;
            say(null, null);
        }
        sockets.forEach(Forward::close);
        try {
            if (waiting != null) {
                // Until it has noticed, the port is not free.
                boolean _ = waiting.join(ENDS_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (ended != null) {
            ended.close();
        }
        changed.run();
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                room.acquire();
                Socket socket = opened.accept();
                Thread.ofVirtual().name("forwarded connection").start(() -> serve(socket));
            }
        } catch (IOException e) {
            LOG.debug("no longer listening: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket socket) {
        sockets.add(socket);
        count(1);
        try (socket) {
            socket.setTcpNoDelay(true);
            connect(socket);
        } catch (IOException e) {
            failed(Phrase.of("forward.failed"), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
            room.release();
            count(-1);
        }
    }

    private void count(int more) {
        synchronized (this) {
            connections += more;
            total += Math.max(0, more);
        }
        changed.run();
    }

    private void connect(Socket socket) throws IOException, InterruptedException {
        List<Targets.Target> candidates = candidates();
        if (candidates.isEmpty()) {
            failed(Phrase.of("forward.nothingRuns"), null);
            return;
        }
        for (int i = 0; ; i++) {
            Targets.Target target = candidates.get(i);
            try (PortStream stream = PortStream.open(
                    target.connection().server(),
                    String.valueOf(target.pod().namespace()),
                    target.pod().name(),
                    target.port())) {
                become(target);
                pump(socket, stream);
                return;
            } catch (PortStreamRefusedException e) {
                throw e.why();
            } catch (IOException e) {
                if (i == candidates.size() - 1) {
                    throw e;
                }
                LOG.debug("{} cannot be connected to: {}", target.pod().name(), e.getMessage());
            }
        }
    }

    /** The pod that was connected to last first, where it is still there. Waits until some are known. */
    private List<Targets.Target> candidates() throws InterruptedException {
        long until = System.nanoTime() + FINDS_WITHIN.toNanos();
        while (true) {
            Targets open;
            Targets.Target before;
            synchronized (this) {
                open = targets;
                before = current;
            }
            if (open == null) {
                return List.of();
            }
            news.drainPermits();
            Targets.Known known = open.now();
            if (before != null
                    && known.targets().stream().anyMatch(each -> each.uid().equals(before.uid()))) {
                return known.targets().stream()
                        .sorted((a, b) -> Boolean.compare(
                                b.uid().equals(before.uid()), a.uid().equals(before.uid())))
                        .toList();
            }
            long left = until - System.nanoTime();
            if (!known.targets().isEmpty() || left <= 0) {
                return known.targets();
            }
            // Also where none is known of all: a pod that is being replaced is missing for a moment.
            boolean _ = news.tryAcquire(Math.min(left, TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
        }
    }

    /** What was said by the node after the connection stood. */
    private static final class PortStreamRefusedException extends IOException {
        private static final long serialVersionUID = 1;
        private final IOException why;

        PortStreamRefusedException(IOException why) {
            super(why);
            this.why = why;
        }

        IOException why() {
            return why;
        }
    }

    private void pump(Socket socket, PortStream stream) throws IOException {
        Thread up = Thread.ofVirtual().name("forwarded up").start(() -> send(socket, stream));
        try {
            OutputStream out = socket.getOutputStream();
            for (byte[] bytes = stream.read(); bytes != null; bytes = stream.read()) {
                try {
                    out.write(bytes);
                } catch (IOException e) {
                    return; // who connected has left
                }
            }
        } catch (IOException e) {
            if (socket.isClosed() || socket.isInputShutdown()) {
                return;
            }
            throw new PortStreamRefusedException(e);
        } finally {
            up.interrupt();
        }
    }

    private void send(Socket socket, PortStream stream) {
        try {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[PIECE];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                stream.write(buffer, 0, count);
            }
            socket.shutdownInput();
            Thread.sleep(LAST_WORD);
            stream.close();
        } catch (IOException e) {
            stream.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void become(Targets.Target target) {
        synchronized (this) {
            current = target;
            say(null, null);
        }
        changed.run();
    }

    private void failed(Phrase message, @Nullable String words) {
        synchronized (this) {
            if (state == State.OPEN) {
                say(message, words);
            }
        }
        changed.run();
    }

    private synchronized void say(@Nullable Phrase message, @Nullable String words) {
        problem = message;
        detail = words;
    }

    /** What there is to tell of it. */
    synchronized ForwardsData.Forward told() {
        ObjectRef pod = current == null ? null : current.pod();
        return new ForwardsData.Forward(
                id, spec.ref(), spec.port(), spec.localPort(), state, pod, connections, total, problem, detail);
    }

    private static void close(@Nullable AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception e) {
            LOG.debug("could not be closed: {}", e.toString());
        }
    }
}
