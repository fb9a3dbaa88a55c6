package dev.fresnel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortTest {

    @TempDir
    private Path folder;

    @Test
    void it_listens_on_loopback_and_prints_where() throws Exception {
        try (TestServer server = new TestServer(folder)) {
            assertThat(server.server.address())
                    .isEqualTo("http://127.0.0.1:" + server.server.port() + "/launch?token=" + server.launch.current());
        }
    }

    @Test
    void a_port_that_is_taken_is_named_with_what_to_do() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> new TestServer(folder, port))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage(
                            "port " + port + " is taken by another program: choose another with --port, or 0 for any");
        }
    }

    @Test
    void nobody_who_did_not_ask_for_a_port_is_told_that_it_is_taken() throws Exception {
        try (TestServer first = new TestServer(folder, -1);
                TestServer second = new TestServer(folder, -1)) {
            assertThat(second.server.port()).isPositive().isNotIn(first.server.port(), WebServer.USUAL_PORT);
        }
    }

    @Test
    void a_folder_without_the_application_is_named_before_anything_listens() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> WebFiles.of(empty))
                .isInstanceOf(IOException.class)
                .hasMessage("no browser application in " + empty + ": build it with scripts/build");
    }
}
