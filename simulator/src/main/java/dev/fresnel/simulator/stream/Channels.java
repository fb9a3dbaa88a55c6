package dev.fresnel.simulator.stream;

import dev.fresnel.simulator.stream.pipe.Pipe;
import dev.fresnel.simulator.stream.wire.WebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbered channels in one WebSocket: the first byte of each message is the channel's number. In the base64 forms a
 * message is text, its first character the digit. From version 5 on, {@code 255 n} says that channel n ends.
 */
final class Channels {

    private static final int END_OF_CHANNEL = 255;

    private final WebSocket socket;
    private final boolean base64;
    private final boolean tellsEnds;
    private final Map<Integer, OutputStream> receivers = new HashMap<>();

    Channels(WebSocket socket, String protocol) {
        this.socket = socket;
        this.base64 = protocol.contains("base64");
        this.tellsEnds = protocol.startsWith("v5.");
    }

    /** Where what comes on a channel goes; before {@link #serve}. */
    void receive(int channel, OutputStream receiver) {
        receivers.put(channel, receiver);
    }

    /** Takes what the client sends until it leaves; then all channels end. */
    void serve() {
        try {
            for (byte @Nullable [] message = socket.receive(); message != null; message = socket.receive()) {
                if (message.length > 0) {
                    take(message);
                }
            }
        } catch (IOException e) {
            // it has left without a word
        } finally {
            receivers.values().forEach(Channels::end);
        }
    }

    private void take(byte[] message) throws IOException {
        int channel = message[0] & 0xff;
        if (tellsEnds && channel == END_OF_CHANNEL && message.length == 2) {
            OutputStream receiver = receivers.get(message[1] & 0xff);
            if (receiver != null) {
                end(receiver);
            }
            return;
        }
        byte[] data = Arrays.copyOfRange(message, 1, message.length);
        try {
            OutputStream receiver = receivers.get(base64 ? channel - '0' : channel);
            if (receiver != null) {
                receiver.write(base64 ? Base64.getDecoder().decode(data) : data);
            }
        } catch (Pipe.BrokenPipeException | IllegalArgumentException e) {
            // nobody reads it any more, or nobody could
        }
    }

    private static void end(OutputStream receiver) {
        try {
            receiver.close();
        } catch (IOException e) {
            throw new IllegalStateException("a pipe could not be closed", e);
        }
    }

    /** What is written here is sent at once. */
    OutputStream sender(int channel) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                send(channel, bytes, offset, length);
            }
        };
    }

    /** Sends one message, empty or not. */
    void send(int channel, byte[] bytes, int offset, int length) throws IOException {
        byte[] data = Arrays.copyOfRange(bytes, offset, offset + length);
        if (base64) {
            socket.sendText(channel + Base64.getEncoder().encodeToString(data));
            return;
        }
        byte[] message = new byte[1 + length];
        message[0] = (byte) channel;
        System.arraycopy(data, 0, message, 1, length);
        socket.send(message, 0, message.length);
    }

    void send(int channel, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        send(channel, bytes, 0, bytes.length);
    }

    void close() throws IOException {
        socket.close();
    }
}
