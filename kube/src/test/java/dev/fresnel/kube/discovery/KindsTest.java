package dev.fresnel.kube.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people type is understood as kubectl does. */
class KindsTest {

    private static final Kinds KINDS = new Kinds(
            List.of(
                    kind("", "v1", "Pod", "pods", "po"),
                    kind("", "v1", "Event", "events", "ev"),
                    kind("apps", "v1", "Deployment", "deployments", "deploy"),
                    kind("events.k8s.io", "v1", "Event", "events", "ev"),
                    kind("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa"),
                    kind("autoscaling", "v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa"),
                    kind("example.com", "v1", "Po", "po", "p"),
                    kind("metrics.k8s.io", "v1beta1", "PodMetrics", "pods"),
                    kind("shop.example.com", "v1", "Deployment", "deployments")),
            List.of());

    @ParameterizedTest
    @CsvSource({
        "pods, v1/Pod",
        "pod, v1/Pod",
        "Pod, v1/Pod",
        "po, example.com/v1/Po",
        "ev, v1/Event",
        "events.events.k8s.io, events.k8s.io/v1/Event",
        "events.events, events.k8s.io/v1/Event",
        "deploy, apps/v1/Deployment",
        "DEPLOY, apps/v1/Deployment",
        "deployments.apps, apps/v1/Deployment",
        "Deployment, apps/v1/Deployment",
        "deployments.v1.apps, apps/v1/Deployment",
        "deploy.apps, apps/v1/Deployment",
        "Deployment.v1.shop.example.com, shop.example.com/v1/Deployment",
        "deployments.shop, shop.example.com/v1/Deployment",
        "apps/v1/Deployment, apps/v1/Deployment",
        "apps/Deployment, apps/v1/Deployment",
        "shop.example.com/Deployment, shop.example.com/v1/Deployment",
        "v1/Pod, v1/Pod",
        "hpa, autoscaling/v2/HorizontalPodAutoscaler",
        "autoscaling/v1/HorizontalPodAutoscaler, autoscaling/v1/HorizontalPodAutoscaler",
        "hpa.v1.autoscaling, autoscaling/v1/HorizontalPodAutoscaler",
        "pods.metrics.k8s.io, metrics.k8s.io/v1beta1/PodMetrics",
        "pods.v1., v1/Pod",
    })
    void a_kind_is_found_by_whatever_name_kubectl_takes(String text, String found) {
        assertThat(KINDS.find(text).map(kind -> kind.apiVersion() + "/" + kind.name()))
                .hasValue(found);
    }

    @ParameterizedTest
    @CsvSource({"''", "nothing", "pods.apps", "apps/v2/Deployment", "deployments.v2.apps", "/", "a/b/c/d"})
    void what_is_not_served_is_not_found(String text) {
        assertThat(KINDS.find(text)).isEmpty();
    }

    @Test
    void each_kind_is_preferred_in_one_version() {
        assertThat(KINDS.preferred()).extracting(Kind::resource).doesNotHaveDuplicates();
        assertThat(KINDS.resource("horizontalpodautoscalers.autoscaling")
                        .orElseThrow()
                        .version())
                .isEqualTo("v2");
        assertThat(KINDS.versions("horizontalpodautoscalers.autoscaling")).containsExactly("v2", "v1");
        assertThat(KINDS.of("apps/v1", "Deployment").orElseThrow().plural()).isEqualTo("deployments");
    }

    private static Kind kind(String group, String version, String name, String plural, String... shortNames) {
        return new Kind(
                group, version, name, plural, "", List.of(shortNames), List.of(), true, Set.of("list"), Set.of());
    }
}
