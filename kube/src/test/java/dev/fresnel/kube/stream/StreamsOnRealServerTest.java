package dev.fresnel.kube.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.Connector;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.Own;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commands and ports through a real API server; kwok runs the commands on this machine and answers at the ports. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(180)
class StreamsOnRealServerTest {

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: default}
            spec: {containers: [{name: a, image: example.com/a:1}]}
            """;

    @Test
    void commands_run_and_ports_answer(@Own(exec = true) ControlPlane plane) throws Exception {
        plane.kubectlWithInput(POD, "apply", "-f", "-");
        plane.kubectl("wait", "pod/p", "--for=condition=Ready", "--timeout=120s");
        try (Connector connector = new Connector(Clock.systemUTC(), "fresnel/test", System.getenv());
                ApiServer server = connector.connect(KubeconfigSource.of(List.of(plane.kubeconfig()))
                        .read()
                        .contexts()
                        .getFirst())) {
            endsWithItsCode(server);
            givesBackWhatItIsGiven(server);
            hasATerminal(server);
            isLeft(server);
            saysWhatIsMissing(server);
            answersAtAPort(server);
        }
    }

    private static CommandStream run(ApiServer server, boolean tty, String... command) throws Exception {
        return CommandStream.open(server, new CommandRequest("default", "p", "a", List.of(command), true, tty));
    }

    private static void endsWithItsCode(ApiServer server) throws Exception {
        try (CommandStream stream = run(server, false, "sh", "-c", "echo out; echo err >&2; exit 3")) {
            StringBuilder out = new StringBuilder();
            StringBuilder err = new StringBuilder();
            for (var output = stream.next(); output != null; output = stream.next()) {
                (output.error() ? err : out).append(new String(output.bytes(), StandardCharsets.UTF_8));
            }
            assertThat(out).hasToString("out\n");
            assertThat(err).hasToString("err\n");
            endedWith(3, stream);
        }
    }

    /** kwok tells a code in words, where a kubelet tells it as a cause. */
    private static void endedWith(int code, CommandStream stream) {
        assertThat(stream.ending())
                .isInstanceOfSatisfying(
                        Ending.Failed.class,
                        failed -> assertThat(failed.words()).contains("exit status " + code));
    }

    private static void givesBackWhatItIsGiven(ApiServer server) throws Exception {
        byte[] sent = new byte[3_000_000];
        new Random(5).nextBytes(sent);
        try (CommandStream stream = run(server, false, "cat")) {
            assertThat(stream.endsInput()).isTrue();
            Thread writing = Thread.ofVirtual().start(() -> {
                try {
                    stream.write(sent, 0, sent.length);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            while (got.size() < sent.length) {
                got.writeBytes(Objects.requireNonNull(stream.next()).bytes());
            }
            assertThat(got.toByteArray()).isEqualTo(sent);
            writing.join();
        }
    }

    private static void hasATerminal(ApiServer server) throws Exception {
        try (CommandStream stream = run(server, true, "sh")) {
            stream.resize(100, 30);
            type(stream, "echo a''b\r");
            StringBuilder shown = new StringBuilder();
            while (shown.indexOf("ab") < 0) {
                shown.append(new String(Objects.requireNonNull(stream.next()).bytes(), StandardCharsets.UTF_8));
            }
            type(stream, "exit 4\r");
            all(stream);
            endedWith(4, stream);
        }
    }

    private static void type(CommandStream stream, String text) throws IOException {
        byte[] typed = text.getBytes(StandardCharsets.UTF_8);
        stream.write(typed, 0, typed.length);
    }

    private static void isLeft(ApiServer server) throws Exception {
        CommandStream stream = run(server, false, "sh", "-c", "yes");
        assertThat(stream.next()).isNotNull();
        stream.close();
        all(stream);
        assertThat(stream.ending()).isInstanceOf(Ending.Lost.class);
    }

    private static void saysWhatIsMissing(ApiServer server) throws Exception {
        try (CommandStream stream = run(server, false, "no-such-program")) {
            all(stream);
            assertThat(stream.ending()).isNotEqualTo(new Ending.Exited(0)).isNotInstanceOf(Ending.Lost.class);
        }
        assertThatThrownBy(() -> CommandStream.open(
                        server, new CommandRequest("default", "none", "a", List.of("ls"), false, false)))
                .isInstanceOfSatisfying(
                        ApiServerException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    private static void answersAtAPort(ApiServer server) throws Exception {
        try (PortStream stream = PortStream.open(server, "default", "p", 8080)) {
            byte[] request = "GET / HTTP/1.1\r\nHost: p\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8);
            stream.write(request, 0, request.length);
            StringBuilder answer = new StringBuilder();
            // kwok's end does not end before this one does.
            while (answer.indexOf("Hello from a pod of the testbed.") < 0) {
                answer.append(new String(Objects.requireNonNull(stream.read()), StandardCharsets.UTF_8));
            }
            assertThat(answer.toString()).startsWith("HTTP/1.1 200");
        }
    }

    private static byte[] all(CommandStream stream) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (var output = stream.next(); output != null; output = stream.next()) {
            all.writeBytes(output.bytes());
        }
        return all.toByteArray();
    }
}
