package dev.fresnel.kube.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.Contexts;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.discovery.Discovery;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes on a real API server. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(120)
class WriterTest {

    @Test
    void what_is_only_tried_is_answered_as_if_it_were_done_and_is_not_done(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "configmap", "c", "-n", namespace, "--from-literal=a=1", "--from-literal=b=2");
        try (ApiServer server = connect(plane.kubeconfig())) {
            Kind maps = Discovery.read(server).find("configmaps").orElseThrow();
            Write patch = new Write.Patch(maps, namespace, "c", "", json("{\"data\":{\"a\":\"9\",\"b\":null}}"));
            Writer writer = new Writer(server);

            assertThat(writer.write(patch, true).answer().path("data")).isEqualTo(json("{\"a\":\"9\"}"));
            assertThat(data(plane, namespace)).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");

            JsonNode done = writer.write(patch, false).answer();
            assertThat(done.path("data")).isEqualTo(json("{\"a\":\"9\"}"));
            assertThat(done.at("/metadata/managedFields").toString()).contains("\"manager\":\"fresnel\"");
            assertThat(data(plane, namespace)).isEqualTo("{\"a\":\"9\"}");
        }
    }

    @Test
    void only_the_very_object_that_was_seen_is_deleted(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "configmap", "c", "-n", namespace);
        String uid = plane.kubectl("get", "configmap", "c", "-n", namespace, "-o", "jsonpath={.metadata.uid}");
        try (ApiServer server = connect(plane.kubeconfig())) {
            Kind maps = Discovery.read(server).find("configmaps").orElseThrow();
            Writer writer = new Writer(server);

            assertThatThrownBy(() ->
                            writer.write(new Write.Delete(maps, namespace, "c", "another", "Background", null), false))
                    .isInstanceOfSatisfying(
                            ApiServerException.class,
                            e -> assertThat(e.status()).isEqualTo(409));
            Write.Delete delete = new Write.Delete(maps, namespace, "c", uid, "Background", null);
            writer.write(delete, true);
            assertThat(new SingleReads(server).get(maps, namespace, "c", false)).isPresent();
            writer.write(delete, false);
            assertThat(new SingleReads(server).get(maps, namespace, "c", false)).isEmpty();
        }
    }

    @Test
    void a_subresource_is_patched_and_the_warnings_of_the_server_are_told(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "deployment", "d", "-n", namespace, "--image=shop/web:1", "--replicas=1");
        try (ApiServer server = connect(plane.kubeconfig())) {
            Kind deployments = Discovery.read(server).find("deployments").orElseThrow();
            Writer writer = new Writer(server);

            JsonNode scale = writer.write(
                            new Write.Patch(deployments, namespace, "d", "scale", json("{\"spec\":{\"replicas\":3}}")),
                            false)
                    .answer();
            assertThat(scale.path("kind").asString()).isEqualTo("Scale");
            assertThat(scale.at("/spec/replicas").asInt()).isEqualTo(3);

            List<String> warnings = writer.write(
                            new Write.Patch(
                                    deployments,
                                    namespace,
                                    "d",
                                    "",
                                    json(
                                            "{\"spec\":{\"template\":{\"spec\":{\"serviceAccount\":\"a\","
                                                    + "\"containers\":[{\"name\":\"w\",\"image\":\"x\",\"env\":["
                                                    + "{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"A\",\"value\":\"2\"}]}]}}}}")),
                            true)
                    .warnings();
            assertThat(warnings).anyMatch(warning -> warning.contains("hides previous definition of \"A\""));
        }
    }

    private static ApiServer connect(Path kubeconfig) {
        return Contexts.connect(
                KubeconfigSource.of(List.of(kubeconfig)).read().contexts().getFirst());
    }

    private static String data(ControlPlane plane, String namespace) throws Exception {
        return plane.kubectl("get", "configmap", "c", "-n", namespace, "-o", "jsonpath={.data}");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
