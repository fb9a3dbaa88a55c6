package dev.fresnel.simulator.stream;

import dev.fresnel.simulator.stream.pipe.Pipe;
import dev.fresnel.simulator.stream.wire.SpdyConnection;
import dev.fresnel.simulator.stream.wire.SpdyStream;
import dev.fresnel.simulator.stream.wire.WebSocket;
import dev.fresnel.simulator.stream.wire.Wire;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * exec and attach, as clients speak them: with a channel, or a SPDY stream, for each of standard input, output and error,
 * for the Status at the end, and for the size of the terminal. The command ends when its client leaves.
 */
public final class CommandSession {

    /** The protocols over WebSocket; the first is what kubectl speaks. */
    public static final List<String> WEBSOCKET_PROTOCOLS = List.of(
            "v5.channel.k8s.io",
            "v4.channel.k8s.io",
            "v4.base64.channel.k8s.io",
            "channel.k8s.io",
            "base64.channel.k8s.io");

    /** The protocol over SPDY. */
    public static final String SPDY_PROTOCOL = "v4.channel.k8s.io";

    private static final int IN = 0;
    private static final int OUT = 1;
    private static final int ERR = 2;
    private static final int STATUS = 3;
    private static final int RESIZE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Wanted wanted;
    private final Command command;

    public CommandSession(Wanted wanted, Command command) {
        this.wanted = wanted;
        this.command = command;
    }

    /** Runs over a WebSocket to its end. */
    public void run(Wire wire, String protocol) {
        Channels channels = new Channels(new WebSocket(wire), protocol);
        Pipe in = new Pipe();
        Window window = new Window();
        channels.receive(IN, wanted.in() ? in.writer() : OutputStream.nullOutputStream());
        channels.receive(RESIZE, resizes(window));
        try {
            channels.send(wanted.out() ? OUT : wanted.err() ? ERR : STATUS, new byte[0], 0, 0);
            Thread reading = readWhile(Thread.currentThread(), channels::serve);
            Map<String, Object> status = Outcome.of(
                    command,
                    new Standard(
                            wanted.in() ? in.reader() : InputStream.nullInputStream(),
                            wanted.out() ? channels.sender(OUT) : OutputStream.nullOutputStream(),
                            wanted.err() ? channels.sender(ERR) : OutputStream.nullOutputStream(),
                            wanted.terminal() ? window : null));
            in.reader().close();
            tell(channels, protocol, status);
            channels.close();
            // what the client still sends must be taken, or it may never see the end
            reading.join(GOODBYE);
        } catch (IOException | InterruptedException e) {
            // the client has left
        }
    }

    /** Before version 4 success is told by silence, and failure by a sentence. */
    private static void tell(Channels channels, String protocol, Map<String, Object> status) throws IOException {
        if (protocol.startsWith("v")) {
            channels.send(STATUS, Json.text(status));
        } else if (!Tree.text(status, "status").equals("Success")) {
            channels.send(STATUS, Tree.text(status, "message"));
        }
    }

    /** Reads on another thread; when there is no more, whoever runs the command is interrupted. */
    private static Thread readWhile(Thread running, Runnable reading) {
        return Thread.ofVirtual().name("stream input").start(() -> {
            reading.run();
            running.interrupt();
        });
    }

    /** Runs over SPDY to its end. */
    public void runSpdy(Wire wire) {
        Map<String, CompletableFuture<SpdyStream>> streams = new ConcurrentHashMap<>();
        Window window = new Window();
        try (SpdyConnection connection = new SpdyConnection(wire)) {
            readWhile(Thread.currentThread(), () -> serve(connection, streams, window));
            SpdyStream status = await(streams, "error");
            Standard standard = new Standard(
                    wanted.in() ? await(streams, "stdin").input() : InputStream.nullInputStream(),
                    wanted.out() ? await(streams, "stdout").output() : OutputStream.nullOutputStream(),
                    wanted.err() ? await(streams, "stderr").output() : OutputStream.nullOutputStream(),
                    wanted.terminal() ? window : null);
            Map<String, Object> outcome = Outcome.of(command, standard);
            standard.in().close();
            standard.out().close();
            standard.err().close();
            try (OutputStream out = status.output()) {
                out.write(Json.text(outcome).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException e) {
            // the client has left
        }
    }

    private static void serve(
            SpdyConnection connection, Map<String, CompletableFuture<SpdyStream>> streams, Window window) {
        try {
            connection.serve(stream -> {
                String type = stream.header("streamtype");
                streams.computeIfAbsent(type, _ -> new CompletableFuture<>()).complete(stream);
                if (type.equals("resize")) {
                    follow(stream, window);
                }
            });
        } catch (IOException e) {
            // the client has left without a word
        }
    }

    private static void follow(SpdyStream stream, Window window) {
        Thread.ofVirtual().name("stream resize").start(() -> {
            try (InputStream in = stream.input();
                    OutputStream sizes = resizes(window)) {
                in.transferTo(sizes);
            } catch (IOException e) {
                // no more sizes
            }
        });
    }

    private static SpdyStream await(Map<String, CompletableFuture<SpdyStream>> streams, String type)
            throws IOException, InterruptedException {
        try {
            return streams.computeIfAbsent(type, _ -> new CompletableFuture<>())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The client has not opened the stream " + type + ".", e);
        }
    }

    /** Each size is a JSON object; they may come in any pieces. */
    private static OutputStream resizes(Window window) {
        return new OutputStream() {
            private final ByteArrayOutputStream told = new ByteArrayOutputStream();

            @Override
            public void write(int one) {
                told.write(one);
                if (one == '}') {
                    window.resize(told.toString(StandardCharsets.UTF_8));
                    told.reset();
                } else if (told.size() > 1000) {
                    told.reset();
                }
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    write(bytes[offset + i]);
                }
            }
        };
    }

    /** The protocol that both sides know, of those that a client offers; {@code ""} if none. */
    public static String choose(List<String> offered) {
        List<String> known = new ArrayList<>(offered);
        known.retainAll(WEBSOCKET_PROTOCOLS);
        return known.isEmpty() ? "" : known.getFirst();
    }
}
