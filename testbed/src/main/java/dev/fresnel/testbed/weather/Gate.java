package dev.fresnel.testbed.weather;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An API server's stand-in on another port, with its certificate: it passes requests on over HTTP/1.1 and answers back, or
 * does to them what {@link #answer} says. It keeps a list of all requests. Thread-safe.
 */
public final class Gate implements AutoCloseable {

    private final ServerSocket door;
    private final SSLContext front;
    private final SSLContext back;
    private final int server;
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Answer> weather = _ -> new Answer.Pass();
    private volatile Duration clockOffset = Duration.ZERO;
    private volatile boolean closed;

    private Gate(ServerSocket door, SSLContext front, SSLContext back, int server) {
        this.door = door;
        this.front = front;
        this.back = back;
        this.server = server;
    }

    /**
     * Listens on a port of its own, before an API server on this machine.
     *
     * @param front shows the API server's certificate
     * @param back trusts it
     */
    public static Gate before(int server, SSLContext front, SSLContext back) {
        try {
            Gate gate = new Gate(Doors.open(), front, back, server);
            Thread.ofVirtual().name("gate " + gate.port()).start(gate::accept);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException("A gate before port " + server + " cannot be opened", e);
        }
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    /** What becomes of each request from now on. The function is called by many threads. */
    public void answer(Function<Request, Answer> each) {
        weather = each;
    }

    /** All requests pass from now on. */
    public void heal() {
        weather = _ -> new Answer.Pass();
    }

    /** From now on the server's clock, as answers tell it, is ahead by so much. */
    public void clockAhead(Duration offset) {
        clockOffset = offset;
    }

    /** All requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many requests there were of which that holds. */
    public long count(Predicate<Request> which) {
        return requests.stream().filter(which).count();
    }

    /** Lets something happen to all watches that run and of which that holds, now; answers how many they were. */
    public int disturb(Predicate<Request> which, Mishap mishap) {
        int disturbed = 0;
        for (Visit visit : visits) {
            disturbed += visit.disturb(which, mishap) ? 1 : 0;
        }
        return disturbed;
    }

    private void accept() {
        while (!closed) {
            try {
                Socket plain = door.accept();
                Thread.ofVirtual().start(() -> serve(plain));
            } catch (IOException e) {
                // One connection fewer, or the end.
            }
        }
    }

    private void serve(Socket plain) {
        try (plain) {
            plain.setTcpNoDelay(true);
            SSLSocket client = (SSLSocket) front.getSocketFactory().createSocket(plain, null, true);
            client.setUseClientMode(false);
            try (client) {
                Visit visit = new Visit(client, this);
                visits.add(visit);
                try {
                    visit.run();
                } finally {
                    visits.remove(visit);
                    visit.close();
                }
            }
        } catch (IOException e) {
            // The client sees its connection end, which is what this is for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection to the API server. */
    Socket connect() throws IOException {
        return back.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server);
    }

    Answer to(Request request) {
        requests.add(request);
        return weather.apply(request);
    }

    Duration clockOffset() {
        return clockOffset;
    }

    @Override
    public void close() {
        closed = true;
        try {
            door.close();
        } catch (IOException e) {
            // It was closed.
        }
        visits.forEach(Visit::close);
    }
}
