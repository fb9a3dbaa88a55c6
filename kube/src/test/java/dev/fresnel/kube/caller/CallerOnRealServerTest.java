package dev.fresnel.kube.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.api.Contexts;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.definition.CustomResourceColumns;
import dev.fresnel.kube.definition.FieldSchema;
import dev.fresnel.kube.definition.OpenApi;
import dev.fresnel.kube.definition.PrinterColumn;
import dev.fresnel.kube.discovery.Discovery;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Kinds;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Single reads, permissions, schemas and columns of a real API server. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(120)
class CallerOnRealServerTest {

    @Test
    void one_object_is_read_with_and_without_managed_fields(ControlPlane plane) throws Exception {
        String namespace = plane.newNamespace();
        plane.kubectl("create", "secret", "generic", "s", "-n", namespace, "--from-literal=key=value");
        try (ApiServer server = connect(plane.kubeconfig())) {
            Kind secrets = Discovery.read(server).find("secrets").orElseThrow();
            SingleReads reads = new SingleReads(server);

            var without = reads.get(secrets, namespace, "s", false).orElseThrow();
            assertThat(without.at("/data/key").asString()).isEqualTo("dmFsdWU=");
            assertThat(without.at("/metadata/managedFields").isMissingNode()).isTrue();
            assertThat(reads.get(secrets, namespace, "s", true)
                            .orElseThrow()
                            .at("/metadata/managedFields")
                            .isArray())
                    .isTrue();
            assertThat(reads.get(secrets, namespace, "gone", false)).isEmpty();
        }
    }

    @Test
    void names_with_every_legal_character_are_read(ControlPlane plane) throws Exception {
        String name = "a:b-c.d_e~f!";
        plane.kubectlWithInput("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: "%s"}
                """.formatted(name), "apply", "-f", "-");
        try (ApiServer server = connect(plane.kubeconfig())) {
            Kind roles = Discovery.read(server).find("clusterroles").orElseThrow();

            assertThat(new SingleReads(server).get(roles, null, name, false)).isPresent();
        } finally {
            plane.kubectl("delete", "clusterrole", name);
        }
    }

    @Test
    void the_api_server_decides_what_a_caller_may_do(ControlPlane plane) throws Exception {
        String mine = plane.newNamespace();
        String other = plane.newNamespace();
        plane.kubectl("create", "role", "reader", "-n", mine, "--verb=get,list", "--resource=pods,pods/log");
        plane.kubectl("create", "rolebinding", "reader", "-n", mine, "--role=reader", "--user=viewer");
        try (ApiServer server = connect(plane.kubeconfigFor("viewer"))) {
            Kinds kinds = Discovery.read(server);
            Kind pods = kinds.find("pods").orElseThrow();
            Question list = Question.of("list", pods, mine);
            Question log = Question.of("get", pods, mine).subresource("log");
            Question elsewhere = Question.of("list", pods, other);
            Question everywhere = Question.of("list", pods, null);
            Question delete = Question.of("delete", pods, mine).object("web-0");

            Map<Question, Permission> permissions =
                    new AccessReview(server, Clock.systemUTC()).may(List.of(list, log, elsewhere, everywhere, delete));

            assertThat(List.of(list, log, elsewhere, everywhere, delete))
                    .map(question ->
                            Objects.requireNonNull(permissions.get(question)).allowed())
                    .containsExactly(true, true, false, false, false);
            assertThat(Objects.requireNonNull(permissions.get(list)).reason()).contains("reader");

            AccessRules rules = AccessRules.read(server, mine);
            assertThat(List.of(list, log, delete)).map(rules::allows).containsExactly(true, true, false);

            assertThatThrownBy(() -> new SingleReads(server).get(pods, other, "x", false))
                    .isInstanceOfSatisfying(
                            ApiServerException.class,
                            e -> assertThat(e.status()).isEqualTo(403))
                    .hasMessageContaining("cannot get resource \"pods\"");
        }
    }

    @Test
    void fields_are_described_by_the_servers_own_schema(ControlPlane plane) throws Exception {
        try (ApiServer server = connect(plane.kubeconfig())) {
            Kinds kinds = Discovery.read(server);
            OpenApi openApi = new OpenApi(server, Clock.systemUTC());

            FieldSchema deployment =
                    openApi.schema(kinds.find("deploy").orElseThrow()).orElseThrow();
            assertThat(deployment.description()).contains("declarative updates for Pods");
            FieldSchema replicas = deployment.at(List.of("spec", "replicas")).orElseThrow();
            assertThat(replicas.type()).isEqualTo("integer");
            assertThat(replicas.format()).isEqualTo("int32");
            FieldSchema image = deployment
                    .at(List.of("spec", "template", "spec", "containers", "image"))
                    .orElseThrow();
            assertThat(image.type()).isEqualTo("string");
            assertThat(deployment.at(List.of("spec", "selector", "matchLabels", "app")))
                    .isPresent();
            assertThat(deployment.at(List.of("spec", "nothing"))).isEmpty();
            FieldSchema definition =
                    openApi.schema(kinds.find("crd").orElseThrow()).orElseThrow();
            FieldSchema itself = definition
                    .at(List.of("spec", "versions", "schema", "openAPIV3Schema", "properties", "a", "properties", "b"))
                    .orElseThrow();
            assertThat(itself.properties()).containsKey("properties");
        }
    }

    @Test
    void columns_of_a_custom_resource_are_those_of_its_definition(ControlPlane plane) throws Exception {
        plane.kubectlWithInput("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: prisms.columns.fresnel.dev}
                spec:
                  group: columns.fresnel.dev
                  names: {kind: Prism, plural: prisms}
                  scope: Cluster
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                    additionalPrinterColumns:
                    - {name: Angle, type: number, jsonPath: .spec.angle}
                """, "apply", "-f", "-");
        try (ApiServer server = connect(plane.kubeconfig())) {
            Kind prism = new Kind(
                    "columns.fresnel.dev",
                    "v1",
                    "Prism",
                    "prisms",
                    "prism",
                    List.of(),
                    List.of(),
                    false,
                    Set.of(),
                    Set.of());
            assertThat(CustomResourceColumns.read(server, prism))
                    .extracting(PrinterColumn::name)
                    .containsExactly("Angle");
            Kind pods = Discovery.read(server).find("pods").orElseThrow();
            assertThat(CustomResourceColumns.read(server, pods)).isEmpty();
        } finally {
            plane.kubectl("delete", "crd", "prisms.columns.fresnel.dev");
        }
    }

    private static ApiServer connect(Path kubeconfig) {
        Context context =
                KubeconfigSource.of(List.of(kubeconfig)).read().contexts().getFirst();
        return Contexts.connect(context);
    }
}
