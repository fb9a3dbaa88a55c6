package dev.fresnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlowRequestsTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: here\r\n";

    /** A head may have so many bytes. */
    private static final int LONGEST = 8_000;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    SlowRequestsTest() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Content.Sink.write(response, true, "ok", callback);
                return true;
            }
        });
        server.start();
        new SlowRequests(Duration.ofMillis(50)).watch(server);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a header letter by letter until the server will not have it; not for being too long. */
    private static void dribble(Socket socket) throws InterruptedException {
        int sent = 0;
        try {
            for (OutputStream out = socket.getOutputStream(); sent < LONGEST; sent++) {
                out.write('a');
                Thread.sleep(1); // it dribbles
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
        assertThat(sent).isLessThan(LONGEST);
    }

    @Test
    void a_request_that_dribbles_in_ends_its_connection() throws Exception {
        try (Socket first = connect();
                Socket later = connect()) {
            say(first, GET + "X: ");
            dribble(first);

            say(later, GET + "\r\n");
            assertThat(later.getInputStream().read()).isEqualTo('H');
            say(later, GET + "X: ");
            dribble(later);
        }
    }

    @Test
    void a_connection_that_asks_again_and_again_goes_on() throws Exception {
        try (Socket busy = connect();
                Socket slow = connect()) {
            say(slow, GET + "X: ");
            Thread dribbling = Thread.ofVirtual().start(() -> {
                try {
                    dribble(slow);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            List<Integer> answers = new ArrayList<>();
            while (dribbling.isAlive()) {
                say(busy, GET + "\r\n");
                StringBuilder answer = new StringBuilder();
                while (!answer.toString().endsWith("ok")) {
                    answer.append((char) busy.getInputStream().read());
                }
                answers.add(Integer.parseInt(answer.substring(9, 12)));
            }
            assertThat(answers).isNotEmpty().containsOnly(200);
        }
    }
}
