package dev.fresnel.testbed.weather;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A client's connection to a {@link Gate}: request after request, each passed on over a connection of its own. What is written to the
 * client is written under the lock, in whole events where it is a watch, so that something can happen between two.
 */
final class Visit {

    private final Socket client;
    private final Gate gate;
    private final InputStream asked;
    private final OutputStream toClient;
    private final Object writing = new Object();
    private Optional<Request> watch = Optional.empty();
    private Frames frames = Frames.JSON;
    private volatile Optional<Socket> server = Optional.empty();

    Visit(Socket client, Gate gate) throws IOException {
        this.client = client;
        this.gate = gate;
        asked = new BufferedInputStream(client.getInputStream());
        toClient = client.getOutputStream();
    }

    void run() throws IOException, InterruptedException {
        for (Optional<Head> next = Head.read(asked); next.isPresent(); next = Head.read(asked)) {
            Head head = next.get();
            byte[] body = asked.readNBytes(length(head));
            String[] words = head.first().split(" ");
            Request request = Request.of(words[0], words[1], head.header("Authorization"));
            switch (gate.to(request)) {
                case Answer.Pass _ -> pass(request, head, body, Long.MAX_VALUE, Long.MAX_VALUE);
                case Answer.Cut(long after) -> pass(request, head, body, after, Long.MAX_VALUE);
                case Answer.Corrupt(long after) -> pass(request, head, body, Long.MAX_VALUE, after);
                case Answer.Refuse refusal -> refuse(refusal);
                case Answer.Drop _ -> {
                    return;
                }
                case Answer.Silence _ -> {
                    asked.read(); // until the client gives up
                    return;
                }
                case Answer.Endless _ -> {
                    endless();
                    return;
                }
            }
        }
    }

    private static int length(Head head) {
        String length = head.header("Content-Length");
        return length.isEmpty() ? 0 : Integer.parseInt(length);
    }

    private void refuse(Answer.Refuse refusal) throws IOException {
        byte[] body = Statuses.json(refusal.code(), refusal.reason(), refusal.message())
                .getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + refusal.code() + " " + refusal.reason()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\nDate: " + date()
                + "\r\n");
        refusal.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(seconds -> head.append("Retry-After: " + seconds + "\r\n"));
        write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        write(body);
    }

    private void endless() throws IOException, InterruptedException {
        write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nDate: " + date()
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        byte[] space = new byte[1024];
        Arrays.fill(space, (byte) ' ');
        while (true) {
            chunk(space, 0, space.length);
            Thread.sleep(20); // a trickle
        }
    }

    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(gate.clockOffset()).atOffset(ZoneOffset.UTC));
    }

    private void pass(Request request, Head head, byte[] body, long cutAfter, long corruptAfter) throws IOException {
        try (Socket own = gate.connect()) {
            server = Optional.of(own);
            own.getOutputStream().write(head.bytes());
            own.getOutputStream().write(body);
            answer(request, new BufferedInputStream(own.getInputStream()), cutAfter, corruptAfter);
        }
    }

    private void answer(Request request, InputStream answered, long cutAfter, long corruptAfter) throws IOException {
        Head answer = Head.read(answered).orElseThrow(() -> new IOException("the API server is gone"));
        boolean chunked = answer.header("Transfer-Encoding").equalsIgnoreCase("chunked");
        if (!gate.clockOffset().isZero()) {
            answer = answer.with("Date", date());
        }
        write(answer.bytes());
        Body passing = new Body(chunked, cutAfter, corruptAfter);
        if (chunked) {
            relay(request, answer, answered, passing);
        } else {
            for (int left = length(answer); left > 0; ) {
                byte[] part = answered.readNBytes(Math.min(left, 16 << 10));
                if (part.length == 0) {
                    throw new IOException("the API server is gone");
                }
                left -= part.length;
                passing.write(part, 0, part.length);
            }
        }
    }

    /** Chunks, which for watches are put together to whole events. */
    private void relay(Request request, Head answer, InputStream answered, Body passing) throws IOException {
        boolean events = request.isWatch() && answer.first().contains(" 200 ");
        synchronized (writing) {
            frames = answer.header("Content-Type").contains("protobuf") ? Frames.PROTOBUF : Frames.JSON;
            watch = Optional.of(request).filter(_ -> events);
        }
        byte[] rest = new byte[0];
        for (int size = chunkSize(answered); size > 0; size = chunkSize(answered)) {
            byte[] chunk = answered.readNBytes(size);
            Head.line(answered);
            rest = joined(rest, chunk);
            int whole = events ? 0 : rest.length;
            for (int end = 0; events && end >= 0; end = frames.end(rest, whole, rest.length)) {
                whole = Math.max(whole, end);
            }
            passing.write(rest, 0, whole);
            rest = Arrays.copyOfRange(rest, whole, rest.length);
        }
        Head.line(answered);
        passing.write(rest, 0, rest.length);
        synchronized (writing) {
            watch = Optional.empty();
            write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static int chunkSize(InputStream answered) throws IOException {
        String line = Head.line(answered);
        if (line.isEmpty()) {
            throw new IOException("the API server is gone");
        }
        return Integer.parseInt(line.split(";")[0].strip(), 16);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Whether it had a watch of which that holds. */
    boolean disturb(Predicate<Request> which, Mishap mishap) {
        synchronized (writing) {
            if (watch.filter(which).isEmpty()) {
                return false;
            }
            watch = Optional.empty();
            try {
                switch (mishap) {
                    case Mishap.End _ -> write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    case Mishap.Cut _ -> chunk(frames.half());
                    case Mishap.Garbage _ -> chunk(frames.garbage());
                    case Mishap.Failure failure -> {
                        chunk(frames.failure(failure));
                        write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    }
                }
            } catch (IOException e) {
                // The client has gone before.
            }
            close();
            return true;
        }
    }

    private void chunk(byte[] bytes) throws IOException {
        chunk(bytes, 0, bytes.length);
    }

    private void chunk(byte[] bytes, int from, int length) throws IOException {
        if (length > 0) {
            synchronized (writing) {
                toClient.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                toClient.write(bytes, from, length);
                write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private void write(byte[] bytes) throws IOException {
        synchronized (writing) {
            toClient.write(bytes);
            toClient.flush();
        }
    }

    /** Both connections end. */
    void close() {
        try {
            client.close();
            if (server.isPresent()) {
                server.get().close();
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    /** An answer's body on its way, which is cut or spoilt after so many bytes. */
    private final class Body {
        private final boolean chunked;
        private long cutAfter;
        private long corruptAfter;

        Body(boolean chunked, long cutAfter, long corruptAfter) {
            this.chunked = chunked;
            this.cutAfter = cutAfter;
            this.corruptAfter = corruptAfter;
        }

        void write(byte[] bytes, int from, int length) throws IOException {
            if (corruptAfter < length) {
                Arrays.fill(
                        bytes, from + (int) corruptAfter, (int) Math.min(from + corruptAfter + 4, from + length), (byte)
                                0xff);
                corruptAfter = Long.MAX_VALUE;
            }
            int some = (int) Math.min(length, cutAfter);
            if (chunked) {
                chunk(bytes, from, some);
            } else {
                Visit.this.write(Arrays.copyOfRange(bytes, from, from + some));
            }
            if (some < length) {
                throw new IOException("cut");
            }
            cutAfter -= cutAfter == Long.MAX_VALUE ? 0 : some;
            corruptAfter -= corruptAfter == Long.MAX_VALUE ? 0 : length;
        }
    }
}
