package dev.fresnel.testbed.weather;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port on loopback that leads to another, over a line that can break in every way in which lines do. It knows nothing of
 * what goes over it. Thread-safe.
 */
public final class Link implements AutoCloseable {

    /** What becomes of bytes. */
    enum Flow {
        PASS,
        /** They wait, as before a router that restarts; nothing is lost. */
        STALL,
        /** They are gone, and nobody is told: half-open. What a connection has lost so it never gets back. */
        SWALLOW
    }

    private final ServerSocket door;
    private final InetSocketAddress target;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Object change = new Object();
    private volatile Flow flow = Flow.PASS;
    private volatile boolean refusing;
    private volatile boolean closed;
    private volatile Line up = Line.perfect();
    private volatile Line down = Line.perfect();

    private Link(ServerSocket door, InetSocketAddress target) {
        this.door = door;
        this.target = target;
    }

    /** Listens on a port of its own, and leads to another on this machine. */
    public static Link to(int port) {
        try {
            ServerSocket door = Doors.open();
            Link link = new Link(door, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread.ofVirtual().name("link " + door.getLocalPort()).start(link::accept);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException("A link to port " + port + " cannot be opened", e);
        }
    }

    /** Where it begins. */
    public int port() {
        return door.getLocalPort();
    }

    /** How many connections have come so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Connections that stand, broken ones included. */
    public int standing() {
        return pairs.size();
    }

    /** Everything as good as loopback is, and new connections welcome. What broke stays broken. */
    public void heal() {
        refusing = false;
        slow(Duration.ZERO, 0, 0, 0);
        flow(Flow.PASS);
    }

    /** From now on the line is slow: both ways, for all connections together. */
    public void slow(Duration roundTrip, double loss, long bitsASecond, long seed) {
        up = new Line(roundTrip, loss, bitsASecond, seed);
        down = new Line(roundTrip, loss, bitsASecond, seed + 1);
    }

    /** Nothing arrives any more, and nothing is lost. */
    public void stall() {
        flow(Flow.STALL);
    }

    /** Nothing arrives any more, and nobody is told: neither end nor reset. New connections meet the same. */
    public void swallow() {
        flow(Flow.SWALLOW);
    }

    /** All connections are reset, now. */
    public void reset() {
        List.copyOf(pairs).forEach(Pair::reset);
    }

    /** New connections are reset as soon as they are made, until healed. */
    public void refuse() {
        refusing = true;
        reset();
    }

    /** Each connection ends, with all politeness, when so many more bytes have come over it from the server. */
    public void cutAfter(int bytes) {
        pairs.forEach(pair -> pair.cutAfter = bytes);
    }

    /** A byte of each connection is not what the server sent, after so many more. */
    public void corruptAfter(int bytes) {
        pairs.forEach(pair -> pair.corruptAfter = bytes);
    }

    private void flow(Flow next) {
        synchronized (change) {
            flow = next;
            change.notifyAll();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = door.accept();
                accepted.incrementAndGet();
                if (refusing) {
                    reset(client);
                } else {
                    new Pair(client).start();
                }
            } catch (IOException e) {
                // One connection fewer, or the end.
            }
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It has ended by itself.
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            door.close();
        } catch (IOException e) {
            // It was closed.
        }
        reset();
        heal();
    }

    /** A client's connection and the one to the server that belongs to it. */
    private final class Pair {
        private final Socket client;
        private final Socket server = new Socket();
        private volatile boolean deaf;
        private volatile int cutAfter = -1;
        private volatile int corruptAfter = -1;

        Pair(Socket client) {
            this.client = client;
        }

        void start() {
            pairs.add(this);
            Thread.ofVirtual().start(() -> {
                try {
                    client.setTcpNoDelay(true);
                    server.setTcpNoDelay(true);
                    TimeUnit.NANOSECONDS.sleep(Link.this.up.roundTrip()); // TCP's own greeting
                    server.connect(target);
                    Thread.ofVirtual().start(() -> pump(new Way(client, server, true)));
                    pump(new Way(server, client, false));
                } catch (IOException e) {
                    reset(); // as when nobody listens there
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private void pump(Way way) {
            try {
                way.run();
            } catch (IOException e) {
                if (!deaf) {
                    reset();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void reset() {
            pairs.remove(this);
            Link.reset(client);
            Link.reset(server);
        }

        /** Waits while the line is stalled. Whether the bytes arrive. */
        private boolean passes() throws InterruptedException {
            synchronized (change) {
                while (flow == Flow.STALL) {
                    change.wait();
                }
            }
            deaf |= flow == Flow.SWALLOW;
            return !deaf;
        }

        /** One direction. */
        private final class Way {
            private final Socket from;
            private final Socket to;
            private final boolean up;
            private final BlockingQueue<Parcel> onTheWay = new ArrayBlockingQueue<>(64);
            private boolean ended;

            Way(Socket from, Socket to, boolean up) {
                this.from = from;
                this.to = to;
                this.up = up;
            }

            void run() throws IOException, InterruptedException {
                Thread.ofVirtual().start(this::deliver);
                byte[] buffer = new byte[16 << 10];
                while (true) {
                    Line line = up ? Link.this.up : down;
                    int length = from.getInputStream().read(buffer, 0, line.isPerfect() ? buffer.length : Line.SEGMENT);
                    if (!passes()) {
                        if (length < 0) {
                            return; // nobody hears of the end either
                        }
                        continue;
                    }
                    byte[] bytes = length < 0 ? new byte[0] : spoilt(buffer, length);
                    onTheWay.put(new Parcel(bytes, line.isPerfect() ? 0 : line.arrival(length), length < 0 || ended));
                    if (length < 0 || ended) {
                        return;
                    }
                }
            }

            private byte[] spoilt(byte[] buffer, int length) {
                byte[] bytes = Arrays.copyOf(buffer, length);
                if (up) {
                    return bytes;
                }
                int corrupt = corruptAfter;
                if (corrupt >= 0) {
                    if (corrupt < length) {
                        bytes[corrupt] ^= 0x55;
                    }
                    corruptAfter = corrupt < length ? -1 : corrupt - length;
                }
                int cut = cutAfter;
                if (cut >= 0) {
                    ended = cut < length;
                    cutAfter = ended ? -1 : cut - length;
                    return ended ? Arrays.copyOf(bytes, cut) : bytes;
                }
                return bytes;
            }

            private void deliver() {
                try {
                    while (true) {
                        Parcel parcel = onTheWay.take();
                        long wait = parcel.arrival == 0 ? 0 : parcel.arrival - System.nanoTime();
                        if (wait > 0) {
                            TimeUnit.NANOSECONDS.sleep(wait);
                        }
                        if (!passes()) {
                            continue;
                        }
                        to.getOutputStream().write(parcel.bytes);
                        if (parcel.last) {
                            end();
                            return;
                        }
                    }
                } catch (IOException e) {
                    reset();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            /** The end is passed on; with the second one the pair is done. */
            private void end() throws IOException {
                to.shutdownOutput();
                if (ended || (client.isOutputShutdown() && server.isOutputShutdown())) {
                    pairs.remove(Pair.this);
                    client.close();
                    server.close();
                }
            }
        }
    }

    /** @param arrival in nanoseconds of the system, 0 for at once */
    private record Parcel(byte[] bytes, long arrival, boolean last) {}
}
