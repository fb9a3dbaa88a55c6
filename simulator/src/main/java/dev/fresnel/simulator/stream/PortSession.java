package dev.fresnel.simulator.stream;

import dev.fresnel.simulator.stream.pipe.Pipe;
import dev.fresnel.simulator.stream.wire.SpdyConnection;
import dev.fresnel.simulator.stream.wire.SpdyStream;
import dev.fresnel.simulator.stream.wire.WebSocket;
import dev.fresnel.simulator.stream.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * port-forward, as clients speak it. Over SPDY, bare or tunnelled through a WebSocket, each connection is a pair of
 * streams, one for data and one for what went wrong. Over a WebSocket with channels the ports are named beforehand, and
 * each is one connection.
 */
public final class PortSession {

    /** The protocol over SPDY. */
    public static final String SPDY_PROTOCOL = "portforward.k8s.io";

    /** The protocol over WebSocket in which SPDY is tunnelled; kubectl speaks it. */
    public static final String TUNNEL_PROTOCOL = "SPDY/3.1+" + SPDY_PROTOCOL;

    /** The protocols over WebSocket with a channel for each port. */
    public static final List<String> CHANNEL_PROTOCOLS = List.of("v4.channel.k8s.io", "v4.base64.channel.k8s.io");

    private final Connector connector;

    /** Connects to one port, and copies until either side has ended. */
    @FunctionalInterface
    public interface Connector {
        void connect(int port, java.io.InputStream in, OutputStream out)
                throws UnreachableException, IOException, InterruptedException;
    }

    public PortSession(Connector connector) {
        this.connector = connector;
    }

    /** Serves SPDY until the client leaves. */
    public void runSpdy(Wire wire) {
        Map<String, SpdyStream> halves = new ConcurrentHashMap<>();
        List<Thread> running = new ArrayList<>();
        try (SpdyConnection connection = new SpdyConnection(wire)) {
            connection.serve(stream -> {
                SpdyStream other = halves.remove(stream.header("requestid"));
                if (other == null) {
                    halves.put(stream.header("requestid"), stream);
                    return;
                }
                boolean isData = stream.header("streamtype").equals("data");
                running.removeIf(thread -> !thread.isAlive());
                running.add(Thread.ofVirtual()
                        .name("forwarded connection")
                        .start(() -> forward(connection, isData ? stream : other, isData ? other : stream)));
            });
        } catch (IOException e) {
            // the client has left without a word
        } finally {
            running.forEach(Thread::interrupt);
        }
    }

    private void forward(SpdyConnection connection, SpdyStream data, SpdyStream error) {
        try (OutputStream errors = error.output();
                OutputStream out = data.output()) {
            String refusal = connect(port(data.header("port")), data.input(), out);
            if (refusal != null) {
                errors.write(refusal.getBytes(StandardCharsets.UTF_8));
            }
            data.input().close();
        } catch (IOException e) {
            // the client has left
        } finally {
            connection.forget(data);
            connection.forget(error);
        }
    }

    /** Serves channels, two for each port, until the client leaves or the last of the connections has ended. */
    public void run(Wire wire, String protocol, List<Integer> ports) {
        Channels channels = new Channels(new WebSocket(wire), protocol);
        List<Thread> running = new ArrayList<>();
        AtomicInteger left = new AtomicInteger(ports.size());
        try {
            for (int i = 0; i < ports.size(); i++) {
                int port = ports.get(i);
                byte[] told = {(byte) port, (byte) (port >>> 8)};
                channels.send(2 * i, told, 0, told.length);
                channels.send(2 * i + 1, told, 0, told.length);
                Pipe in = new Pipe();
                channels.receive(2 * i, in.writer());
                running.add(forward(channels, i, port, in, left));
            }
            running.forEach(Thread::start);
            channels.serve();
        } catch (IOException e) {
            // the client has left
        } finally {
            running.forEach(Thread::interrupt);
        }
    }

    private Thread forward(Channels channels, int index, int port, Pipe in, AtomicInteger left) {
        return Thread.ofVirtual().name("forwarded connection").unstarted(() -> {
            try {
                String refusal = connect(port, in.reader(), channels.sender(2 * index));
                if (refusal != null) {
                    channels.send(2 * index + 1, refusal);
                }
                in.reader().close();
                if (left.decrementAndGet() == 0) {
                    channels.close();
                }
            } catch (IOException e) {
                // the client has left
            }
        });
    }

    /** Returns why nothing is there, or null when all is done. */
    private @Nullable String connect(int port, java.io.InputStream in, OutputStream out) throws IOException {
        try {
            connector.connect(port, in, out);
        } catch (UnreachableException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
