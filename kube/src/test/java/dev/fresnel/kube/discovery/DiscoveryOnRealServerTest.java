package dev.fresnel.kube.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.Contexts;
import dev.fresnel.kube.api.ServerInfo;
import dev.fresnel.kube.config.Context;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real API server serves is known exactly as kubectl knows it. */
@ExtendWith(ControlPlaneExtension.class)
@Timeout(120)
class DiscoveryOnRealServerTest {

    @Test
    void kinds_are_those_of_kubectl_api_resources(ControlPlane plane) throws Exception {
        List<String> expected = plane.kubectl("api-resources", "--no-headers", "-o", "wide", "--cached=false")
                .lines()
                .map(DiscoveryOnRealServerTest::fromKubectl)
                .sorted()
                .toList();
        try (ApiServer server = Contexts.connect(context(plane))) {
            assertThat(Discovery.read(server).preferred())
                    .extracting(DiscoveryOnRealServerTest::asKubectlWrites)
                    .hasSizeGreaterThan(40)
                    .hasSameElementsAs(expected);
        }
    }

    @Test
    void the_server_says_its_version_and_shares_our_clock(ControlPlane plane) throws Exception {
        try (ApiServer server = Contexts.connect(context(plane))) {
            ServerInfo info = ServerInfo.read(server, context(plane), Clock.systemUTC());

            assertThat(plane.kubectl("version", "-o", "json")).contains("\"" + info.version() + "\"");
            assertThat(info.minor()).isGreaterThanOrEqualTo(30);
            assertThat(info.clockOffset().abs()).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void a_custom_resource_is_known_soon_after_its_definition_and_gone_after_it(ControlPlane plane) throws Exception {
        LinkedBlockingQueue<Kinds> told = new LinkedBlockingQueue<>();
        try (ApiServer server = Contexts.connect(context(plane));
                Discovery discovery = Discovery.start(server)) {
            discovery.onChange(told::add);
            plane.kubectlWithInput("""
                    apiVersion: apiextensions.k8s.io/v1
                    kind: CustomResourceDefinition
                    metadata: {name: lenses.optics.fresnel.dev}
                    spec:
                      group: optics.fresnel.dev
                      names: {kind: Lens, plural: lenses, singular: lens, shortNames: [ln], categories: [all]}
                      scope: Namespaced
                      versions:
                      - name: v1
                        served: true
                        storage: true
                        schema: {openAPIV3Schema: {type: object}}
                    """, "apply", "-f", "-");
            Kind lens = await(told, kinds -> kinds.find("ln").isPresent())
                    .find("ln")
                    .orElseThrow();
            assertThat(lens.resource()).isEqualTo("lenses.optics.fresnel.dev");
            assertThat(lens.singular()).isEqualTo("lens");
            assertThat(lens.namespaced()).isTrue();

            plane.kubectl("delete", "crd", "lenses.optics.fresnel.dev");
            assertThat(await(told, kinds -> kinds.find("ln").isEmpty()).find("lens"))
                    .isEmpty();
        }
    }

    @Test
    void an_api_service_without_a_server_behind_it_is_a_problem_and_leaves_the_rest(ControlPlane plane)
            throws Exception {
        plane.kubectlWithInput("""
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: v1.away.fresnel.dev}
                spec:
                  group: away.fresnel.dev
                  version: v1
                  groupPriorityMinimum: 100
                  versionPriority: 100
                  insecureSkipTLSVerify: true
                  service: {name: away, namespace: default, port: 443}
                """, "apply", "-f", "-");
        try (ApiServer server = Contexts.connect(context(plane));
                Discovery discovery = Discovery.start(server)) {
            Kinds kinds = discovery.kinds();
            LinkedBlockingQueue<Kinds> told = new LinkedBlockingQueue<>();
            discovery.onChange(told::add);
            if (kinds.problems().isEmpty()) {
                discovery.refresh();
                kinds = await(told, each -> !each.problems().isEmpty());
            }
            assertThat(kinds.problems())
                    .anySatisfy(problem -> assertThat(problem.groupVersion()).isEqualTo("away.fresnel.dev/v1"));
            assertThat(kinds.find("po")).isPresent();
        } finally {
            plane.kubectl("delete", "apiservice", "v1.away.fresnel.dev");
        }
    }

    private static Kinds await(LinkedBlockingQueue<Kinds> told, Predicate<Kinds> wanted) throws InterruptedException {
        Kinds kinds = told.take();
        while (!wanted.test(kinds)) {
            kinds = told.take();
        }
        return kinds;
    }

    private static Context context(ControlPlane plane) {
        return KubeconfigSource.of(List.of(plane.kubeconfig()))
                .read()
                .contexts()
                .getFirst();
    }

    /** kubectl's columns: NAME SHORTNAMES APIVERSION NAMESPACED KIND VERBS CATEGORIES, two of which may be empty. */
    private static String fromKubectl(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        int namespaced = words.indexOf("true") >= 0 ? words.indexOf("true") : words.indexOf("false");
        String shortNames = namespaced == 3 ? words.get(1) : "";
        return String.join(
                " ",
                words.getFirst(),
                shortNames,
                words.get(namespaced - 1),
                words.get(namespaced),
                words.get(namespaced + 1),
                words.get(namespaced + 2));
    }

    private static String asKubectlWrites(Kind kind) {
        return String.join(
                " ",
                kind.plural(),
                String.join(",", kind.shortNames()),
                kind.apiVersion(),
                String.valueOf(kind.namespaced()),
                kind.name(),
                String.join(",", kind.verbs().stream().sorted().toList()));
    }
}
