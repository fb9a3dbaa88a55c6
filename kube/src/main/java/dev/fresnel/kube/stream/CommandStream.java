package dev.fresnel.kube.stream;

import dev.fresnel.kube.api.ApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that runs in a container, from its beginning to its end. What it writes is read as fast as {@link #next} is called:
 * one that writes faster waits.
 *
 * <pre>
 *   write, endInput ─► channel 0        channels 1, 2 ─► next
 *   resize          ─► channel 4        channel 3 ─► ending
 * </pre>
 *
 * <p>One thread reads; any may write, resize and close.
 */
public final class CommandStream implements AutoCloseable {

    private static final int IN = 0;
    private static final int OUT = 1;
    private static final int ERROR = 2;
    private static final int STATUS = 3;
    private static final int SIZE = 4;
    /** Larger messages make some proxies buffer. */
    private static final int PIECE = 32 * 1024;

    private final ChannelSocket socket;
    private volatile @Nullable Ending ending;
    private volatile boolean closed;

    private CommandStream(ChannelSocket socket) {
        this.socket = socket;
    }

    /** Something it wrote, to its output or its errors. */
    public record Output(boolean error, byte[] bytes) {}

    /**
     * Starts it.
     *
     * @throws dev.fresnel.kube.api.ApiServerException where the server says no. What the node says comes with the end of the
     *     stream, on servers from 1.30 on.
     */
    public static CommandStream open(ApiServer server, CommandRequest request)
            throws IOException, InterruptedException {
        return new CommandStream(
                ChannelSocket.open(server, request.asked(), List.of(ChannelSocket.V5, ChannelSocket.V4)));
    }

    /** What it writes next; null at its end, which {@link #ending} then tells. */
    public @Nullable Output next() {
        try {
            while (true) {
                ChannelSocket.Message message = socket.receive();
                if (message == null) {
                    end("the connection ended before the command did");
                    return null;
                }
                if (message.channel() == STATUS && message.content().length > 0) {
                    ending = Ending.of(message.content());
                } else if ((message.channel() == OUT || message.channel() == ERROR) && message.content().length > 0) {
                    return new Output(message.channel() == ERROR, message.content());
                }
            }
        } catch (IOException e) {
            end(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void end(String words) {
        if (ending == null) {
            ending = new Ending.Lost(closed ? "it was left" : words);
        }
    }

    /** How it ended; null while it goes on. */
    public @Nullable Ending ending() {
        return ending;
    }

    /** Gives it input; returns when the connection has taken it. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += PIECE) {
            socket.send(IN, bytes, offset + done, Math.min(PIECE, length - done));
        }
    }

    /** Whether its input can end while it goes on. */
    public boolean endsInput() {
        return socket.tellsEnds();
    }

    /**
     * There is no more input.
     *
     * @throws IOException where the cluster is older than 1.30
     */
    public void endInput() throws IOException {
        socket.end(IN);
    }

    /** Its terminal has another size now. */
    public void resize(int columns, int rows) throws IOException {
        byte[] size = ("{\"Width\":" + columns + ",\"Height\":" + rows + "}").getBytes(StandardCharsets.UTF_8);
        socket.send(SIZE, size, 0, size.length);
    }

    /** Leaves it at once, whatever becomes of it. */
    @Override
    public void close() {
        closed = true;
        socket.close();
    }
}
