package dev.fresnel.kube.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.Own;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections to a real API server, by every kind of user it knows, and when it goes silent. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(180)
class ConnectionOnRealServerTest {

    @Test
    void a_client_certificate_is_a_user_with_groups(ControlPlane plane) throws Exception {
        Path file = plane.kubeconfigByCertificate("ann", Instant.now().plus(Duration.ofHours(1)), "system:masters");
        try (ApiServer server = Contexts.connect(context(file))) {
            byte[] review = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}"
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(new ApiReader(server)
                            .json(ApiRequest.post("/apis/authentication.k8s.io/v1/selfsubjectreviews", review))
                            .at("/status/userInfo/username")
                            .asString())
                    .isEqualTo("ann");
        }
    }

    @Test
    void an_expired_client_certificate_says_so(ControlPlane plane) {
        Path file = plane.kubeconfigByCertificate("ann", Instant.now().minus(Duration.ofHours(3)));

        assertThat(catchThrowableOfType(UnreachableException.class, () -> version(file)))
                .hasMessageStartingWith("Unauthorised: client certificate expired 3 h ago. ");
    }

    @Test
    void several_streams_and_requests_go_side_by_side(ControlPlane plane) throws Exception {
        try (ApiServer server = Contexts.connect(context(plane.kubeconfig()))) {
            List<StreamedResponse> watches = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                StreamedResponse watch =
                        server.open(ApiRequest.get("/api/v1/namespaces").with("watch", "true"));
                assertThat(watch.status()).isEqualTo(200);
                assertThat(watch.body().read()).isEqualTo('{');
                watches.add(watch);
            }
            assertThat(new ApiReader(server).json(ApiRequest.get("/version")).has("gitVersion"))
                    .isTrue();
            watches.forEach(StreamedResponse::close);
        }
    }

    @Test
    void a_server_that_falls_silent_is_noticed_within_thirty_seconds(@Own ControlPlane plane) throws Exception {
        try (ApiServer server = Contexts.connect(context(plane.kubeconfig()));
                StreamedResponse watch = server.open(
                        ApiRequest.get("/api/v1/pods").with("watch", "true").with("resourceVersion", "0"))) {
            InputStream body = watch.body();
            plane.freezeApiServer();
            Instant frozen = Instant.now();

            IOException failure =
                    catchThrowableOfType(IOException.class, () -> body.transferTo(OutputStream.nullOutputStream()));

            plane.thawApiServer();
            assertThat(failure).hasMessageStartingWith("Unreachable: the connection to 127.0.0.1 was lost");
            assertThat(Duration.between(frozen, Instant.now())).isLessThan(Duration.ofSeconds(30));
        }
    }

    private static String version(Path kubeconfig) throws Exception {
        Context context = context(kubeconfig);
        try (ApiServer server = Contexts.connect(context)) {
            return ServerInfo.read(server, context, Clock.systemUTC()).version();
        }
    }

    private static Context context(Path kubeconfig) {
        return KubeconfigSource.of(List.of(kubeconfig)).read().contexts().getFirst();
    }
}
