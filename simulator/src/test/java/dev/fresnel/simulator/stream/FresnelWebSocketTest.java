package dev.fresnel.simulator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.kube.stream.WebSocket;
import dev.fresnel.simulator.stream.pipe.Pipe;
import dev.fresnel.simulator.stream.wire.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client's end of a WebSocket in kube, against the server's end here, and against what no server should send. */
@Timeout(60)
class FresnelWebSocketTest {

    @Test
    void any_message_arrives_as_it_was_sent_both_ways() throws Exception {
        Pipe up = new Pipe();
        Pipe down = new Pipe();
        WebSocket client = new WebSocket(down.reader(), up.writer());
        var server = new dev.fresnel.simulator.stream.wire.WebSocket(wire(up.reader(), down.writer()));
        Thread echo = Thread.ofVirtual().start(() -> {
            try {
                for (byte[] message = server.receive(); message != null; message = server.receive()) {
                    server.send(message, 0, message.length);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        Random random = new Random(23);
        for (int round = 0; round < 300; round++) {
            byte[] sent = new byte[random.nextInt(1 << random.nextInt(18))];
            random.nextBytes(sent);
            Thread sending = Thread.ofVirtual().start(() -> {
                try {
                    client.send(sent, 0, sent.length);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(client.receive()).as("round %s", round).isEqualTo(sent);
            sending.join();
        }
        client.close();
        assertThat(client.receive()).isNull();
        echo.join();
    }

    @Test
    void pieces_of_a_message_are_put_together_whatever_comes_between() throws Exception {
        Random random = new Random(29);
        for (int round = 0; round < 200; round++) {
            byte[] message = new byte[1 + random.nextInt(500)];
            random.nextBytes(message);
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            int pings = 0;
            for (int at = 0; at < message.length; ) {
                int next = Math.min(message.length, at + 1 + random.nextInt(200));
                frame(frames, (next == message.length ? 0x80 : 0) | (at == 0 ? 2 : 0), message, at, next);
                at = next;
                if (random.nextBoolean()) {
                    frame(frames, 0x80 | (at < message.length ? 9 : 10), new byte[] {1, 2}, 0, 2);
                    pings += at < message.length ? 1 : 0;
                }
            }
            WebSocket client = new WebSocket(new ByteArrayInputStream(frames.toByteArray()), answers);
            assertThat(client.receive()).as("round %s", round).isEqualTo(message);
            assertThat(answers.size())
                    .as("a masked pong of two bytes for each ping")
                    .isEqualTo(8 * pings);
        }
    }

    @Test
    void what_is_no_websocket_is_refused() {
        refuses("masked", new byte[] {(byte) 0x82, (byte) 0x81, 1, 2, 3, 4, 5});
        refuses("extension", new byte[] {(byte) 0xc2, 1, 5});
        refuses("a piece without a beginning", new byte[] {(byte) 0x80, 1, 5});
        refuses("a message within a message", new byte[] {2, 1, 5, 2, 1, 5});
        refuses("unknown kind", new byte[] {(byte) 0x83, 1, 5});
        refuses("a long ping", new byte[] {(byte) 0x89, 126, 0, 126});
        refuses("a ping in pieces", new byte[] {9, 1, 5});
        refuses("too large", new byte[] {(byte) 0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0});
        refuses("negative", new byte[] {(byte) 0x82, 127, -1, 0, 0, 1, 0, 0, 0, 0});
        refuses("cut off", new byte[] {(byte) 0x82, 5, 1, 2});
        refuses("nothing", new byte[0]);
    }

    @Test
    void any_bytes_lead_to_messages_or_a_refusal_and_never_to_anything_else() {
        Random random = new Random(31);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            WebSocket client = new WebSocket(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
            try {
                while (client.receive() != null) {
                    // the next one
                }
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    private static void refuses(String what, byte[] bytes) {
        WebSocket client = new WebSocket(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
        assertThatThrownBy(client::receive).as(what).isInstanceOf(IOException.class);
    }

    private static void frame(ByteArrayOutputStream out, int head, byte[] content, int from, int to) {
        out.write(head);
        int length = to - from;
        if (length < 126) {
            out.write(length);
        } else {
            out.write(126);
            out.write(length >>> 8);
            out.write(length);
        }
        out.write(content, from, length);
    }

    private static Wire wire(InputStream in, OutputStream out) {
        return new Wire() {
            @Override
            public InputStream input() {
                return in;
            }

            @Override
            public OutputStream output() {
                return out;
            }

            @Override
            public void close() {}
        };
    }
}
