package dev.fresnel.server.inside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.engine.view.ForwardsData;
import dev.fresnel.engine.view.ForwardsData.Forward;
import dev.fresnel.engine.view.ForwardsData.State;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.PortsData;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.caller.Writer;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardsTest {

    private static final ObjectRef STOREFRONT = Guest.deployment("shop-front", "storefront");
    private static final ObjectRef SERVICE = new ObjectRef(Guest.CLUSTER, "services", "shop-front", "storefront");

    @SuppressWarnings("NullAway.Init")
    private Guest guest;

    @SuppressWarnings("NullAway.Init")
    private LiveView list;

    private ForwardsData last = new ForwardsData(List.of(), null);

    @BeforeAll
    void begin(@TempDir Path data) throws Exception {
        guest = new Guest(data);
        list = guest.opens(new ViewRequest.Forwards());
    }

    @AfterAll
    void end() {
        list.close();
        guest.close();
    }

    @Test
    void the_ports_of_a_service_and_of_a_workload_lead_to_a_pod() throws Exception {
        for (ObjectRef ref : new ObjectRef[] {SERVICE, STOREFRONT}) {
            PortsData ports;
            try (LiveView view = guest.opens(new ViewRequest.Ports(ref))) {
                ports = guest.until(
                        view,
                        PortsData.class,
                        told -> told.all() && !told.ports().isEmpty());
            }
            assertThat(ports.refusal()).isNull();
            int port = ports.ports().getFirst().port();
            Forward forward = open(ref, port, 0);
            assertThat(forward.localPort()).isPositive();
            assertThat(get(forward.localPort())).contains("storefront");
            Forward used = told(each -> each.id() == forward.id() && each.target() != null);
            assertThat(Objects.requireNonNull(used.target()).name()).startsWith("storefront-");
            list.act(new ViewAct.ForgetForward(forward.id()));
        }
    }

    @Test
    void a_pod_that_is_replaced_is_replaced_in_the_forward_too() throws Exception {
        Forward forward = open(SERVICE, 80, 0);
        assertThat(get(forward.localPort())).contains("storefront");
        ObjectRef pod = Objects.requireNonNull(
                told(each -> each.id() == forward.id() && each.target() != null).target());
        Kind pods = guest.connection().discovery().kinds().resource("pods").orElseThrow();
        new Writer(guest.connection().server())
                .write(new Write.Delete(pods, pod.namespace(), pod.name(), null, "Background", 0), false);

        guest.wait(() -> {
            try {
                String page = get(forward.localPort());
                return page.contains("storefront") && !page.contains(pod.name());
            } catch (IOException e) {
                return false; // the old one was asked once more
            }
        });
        assertThat(told(each -> each.id() == forward.id() && each.problem() == null)
                        .target())
                .isNotEqualTo(pod);
        list.act(new ViewAct.ForgetForward(forward.id()));
    }

    @Test
    void a_forward_that_is_stopped_is_remembered_and_opened_again_at_its_port() throws Exception {
        Forward forward = open(STOREFRONT, 3000, 0);
        list.act(new ViewAct.StopForward(forward.id()));
        told(each -> each.id() == forward.id() && each.state() == State.STOPPED);
        assertThat(isListening(forward.localPort())).isFalse();
        list.act(new ViewAct.StartForward(forward.id()));
        Forward again = told(each -> each.id() == forward.id() && each.state() == State.OPEN);
        assertThat(again.localPort()).isEqualTo(forward.localPort());
        assertThat(isListening(forward.localPort())).isTrue();
        list.act(new ViewAct.ForgetForward(forward.id()));
        assertThat(isListening(forward.localPort())).isFalse();
    }

    @Test
    void a_port_of_this_machine_that_is_taken_is_said() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Forward forward = open(STOREFRONT, 8080, taken.getLocalPort());
            assertThat(forward.state()).isEqualTo(State.FAILED);
            assertThat(Objects.requireNonNull(forward.problem()).key()).isEqualTo("forward.portTaken");
            list.act(new ViewAct.ForgetForward(forward.id()));
        }
    }

    @Test
    void a_port_at_which_nobody_listens_is_said_and_ends_the_connection() throws Exception {
        Forward forward = open(STOREFRONT, 4, 0);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), forward.localPort())) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        Forward told = told(each -> each.id() == forward.id() && each.problem() != null);
        assertThat(told.detail()).contains("4");
        assertThat(told.state()).isEqualTo(State.OPEN);
        list.act(new ViewAct.ForgetForward(forward.id()));
    }

    private Forward open(ObjectRef ref, int port, int localPort) throws InterruptedException {
        list.act(new ViewAct.OpenForward(ref, port, localPort));
        return told(each -> each.ref().equals(ref) && each.port() == port && each.state() != State.STOPPED);
    }

    private Forward told(Predicate<Forward> which) throws InterruptedException {
        guest.wait(() -> {
            // What was told before counts as well.
            if (list.poll() instanceof LiveView.Update.Whole(ForwardsData now)) {
                last = now;
            }
            return last.forwards().stream().anyMatch(which);
        });
        return last.forwards().stream().filter(which).findFirst().orElseThrow();
    }

    private static String get(int port) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .timeout(Duration.ofMinutes(1))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static boolean isListening(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
