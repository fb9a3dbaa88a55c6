package dev.fresnel.kube.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.Contexts;
import dev.fresnel.kube.api.ScriptedServer;
import dev.fresnel.kube.api.UnreachableException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Discovery against scripted answers: older servers, servers in trouble. */
@Timeout(120)
class DiscoveryTest {

    private static final String JSON = "application/json";

    @Test
    void a_server_without_aggregated_discovery_is_asked_group_by_group() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain()
                        .on("/api", 200, JSON, "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}")
                        .on("/api/v1", 200, JSON, """
                                {"kind":"APIResourceList","groupVersion":"v1","resources":[
                                  {"name":"pods","singularName":"pod","namespaced":true,"kind":"Pod","verbs":["get","list"],
                                   "shortNames":["po"],"categories":["all"]},
                                  {"name":"pods/log","namespaced":true,"kind":"Pod","verbs":["get"]},
                                  {"name":"pods/exec","namespaced":true,"kind":"PodExecOptions","verbs":["create"]}]}
                                """)
                        .on("/apis", 200, JSON, """
                                {"kind":"APIGroupList","groups":[
                                  {"name":"metrics.k8s.io","versions":[{"groupVersion":"metrics.k8s.io/v1beta1"}],
                                   "preferredVersion":{"groupVersion":"metrics.k8s.io/v1beta1"}},
                                  {"name":"autoscaling","versions":[{"groupVersion":"autoscaling/v1"},
                                   {"groupVersion":"autoscaling/v2"}],"preferredVersion":{"groupVersion":"autoscaling/v2"}}]}
                                """)
                        .on("/apis/metrics.k8s.io/v1beta1", 503, JSON, "{\"message\":\"service unavailable\"}")
                        .on("/apis/autoscaling/v1", 200, JSON, hpa())
                        .on("/apis/autoscaling/v2", 200, JSON, hpa());
                ApiServer api = Contexts.connect(Contexts.anonymous(server.http()))) {
            Kinds kinds = Discovery.read(api);

            Kind pod = kinds.find("po").orElseThrow();
            assertThat(pod.subresources()).containsExactlyInAnyOrder("log", "exec");
            assertThat(pod.verbs()).containsExactlyInAnyOrder("get", "list");
            assertThat(pod.categories()).containsExactly("all");
            assertThat(pod.namespaced()).isTrue();
            assertThat(kinds.find("horizontalpodautoscalers").orElseThrow().version())
                    .isEqualTo("v2");
            assertThat(kinds.problems())
                    .containsExactly(new DiscoveryProblem("metrics.k8s.io", "v1beta1", true, "service unavailable"));
        }
    }

    @Test
    void who_may_not_ask_what_is_served_is_told_what_is_missing() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain()
                        .on("/api", 403, JSON, "{\"kind\":\"Status\",\"message\":\"forbidden: User \\\"me\\\"\"}");
                ApiServer api = Contexts.connect(Contexts.anonymous(server.http()))) {
            UnreachableException failure = catchThrowableOfType(UnreachableException.class, () -> Discovery.read(api));

            assertThat(failure.problem().unauthorised()).isTrue();
            assertThat(failure)
                    .hasMessageContaining("(/api answers 403: forbidden: User \"me\")")
                    .hasMessageContaining("bind the ClusterRole system:discovery");
        }
    }

    @Test
    void a_server_that_has_a_version_and_no_apis_is_no_connection() throws Exception {
        try (ScriptedServer server = ScriptedServer.plain().on("/", 200, "text/html", "<html>");
                ApiServer api = Contexts.connect(Contexts.anonymous(server.http()))) {
            assertThat(catchThrowableOfType(UnreachableException.class, () -> Discovery.read(api)))
                    .hasMessageContaining("does not say what it serves (/api answers 200: no JSON)")
                    .hasMessageContaining("Check the server URL");
        }
    }

    @Test
    void an_extension_that_is_down_is_a_problem_and_leaves_the_rest() throws Exception {
        try (ScriptedServer server = aggregated(new AtomicReference<>("""
                        {"metadata":{"name":"metrics.k8s.io"},"versions":[
                          {"version":"v1beta1","freshness":"Stale"}]},
                        {"metadata":{"name":"apps"},"versions":[{"version":"v1","freshness":"Current","resources":[
                          {"resource":"deployments","singularResource":"deployment","scope":"Namespaced",
                           "responseKind":{"kind":"Deployment"},"verbs":["list","watch"],"shortNames":["deploy"],
                           "subresources":[{"subresource":"scale"},{"subresource":"status"}]},
                          {"resource":"odd","scope":"Namespaced","verbs":["create"]}]}]}
                        """));
                ApiServer api = Contexts.connect(Contexts.anonymous(server.http()))) {
            Kinds kinds = Discovery.read(api);

            assertThat(kinds.all()).extracting(Kind::resource).containsExactly("deployments.apps");
            assertThat(kinds.all().getFirst().subresources()).containsExactlyInAnyOrder("scale", "status");
            assertThat(kinds.problems()).containsExactly(new DiscoveryProblem("metrics.k8s.io", "v1beta1", true, null));
            assertThat(server.asked.getFirst().headers().getFirst("Accept"))
                    .startsWith("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,");
        }
    }

    @Test
    void a_change_is_told_once_and_only_when_something_is_different() throws Exception {
        AtomicReference<String> groups = new AtomicReference<>("");
        LinkedBlockingQueue<Kinds> told = new LinkedBlockingQueue<>();
        try (ScriptedServer server = aggregated(groups);
                ApiServer api = Contexts.connect(Contexts.anonymous(server.http()));
                Discovery discovery = Discovery.start(api)) {
            discovery.onChange(told::add);
            assertThat(discovery.kinds().all()).isEmpty();

            groups.set("""
                    {"metadata":{"name":"x"},"versions":[{"version":"v1","resources":[
                      {"resource":"ys","responseKind":{"kind":"Y"},"scope":"Cluster","verbs":["list"]}]}]}
                    """);
            discovery.refresh();

            assertThat(told.take().find("y")).isPresent();
            assertThat(discovery.kinds().find("y")).isPresent();
        }
    }

    @Test
    void what_is_served_is_followed_also_while_something_changes_all_the_time() throws Exception {
        AtomicReference<String> groups = new AtomicReference<>("");
        LinkedBlockingQueue<Kinds> told = new LinkedBlockingQueue<>();
        try (ScriptedServer server = aggregated(groups);
                ApiServer api = Contexts.connect(Contexts.anonymous(server.http()));
                Discovery discovery = Discovery.start(api)) {
            discovery.onChange(told::add);
            groups.set("""
                    {"metadata":{"name":"x"},"versions":[{"version":"v1","resources":[
                      {"resource":"ys","responseKind":{"kind":"Y"},"scope":"Cluster","verbs":["list"]}]}]}
                    """);

            Kinds now = null;
            while (now == null) {
                discovery.refresh();
                now = told.poll(50, TimeUnit.MILLISECONDS);
            }

            assertThat(now.find("y")).isPresent();
        }
    }

    private static ScriptedServer aggregated(AtomicReference<String> groups) throws Exception {
        return ScriptedServer.plain()
                .on("/", 403, JSON, "{\"kind\":\"Status\",\"message\":\"no\"}")
                .on("/api", 200, JSON, "{\"kind\":\"APIGroupDiscoveryList\",\"items\":[]}")
                .on(
                        "/apis",
                        exchange -> ScriptedServer.reply(
                                exchange,
                                200,
                                JSON,
                                "{\"kind\":\"APIGroupDiscoveryList\",\"items\":[" + groups.get() + "]}"));
    }

    private static String hpa() {
        return """
                {"kind":"APIResourceList","resources":[{"name":"horizontalpodautoscalers","namespaced":true,
                 "kind":"HorizontalPodAutoscaler","verbs":["list"]}]}
                """;
    }
}
