package dev.fresnel.simulator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.World;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Services, volumes, namespaces, owners, budgets, events: what is not a workload. */
class ClusterLifeTest {
    private final World world = new World("""
            - {image: web, ready: 2s}
            - {image: sick, notReady: "no"}
            """).node("n1", "topology.kubernetes.io/zone", "a");

    @Test
    void endpoints_are_the_ready_pods_of_a_service_and_unready_ones_stand_apart() {
        world.deployment("web", "web:1", 2);
        service("web", "app: web");
        world.seconds(10);
        Map<String, Object> subset =
                Tree.maps(world.get(Kinds.ENDPOINTS, "web"), "subsets").getFirst();
        assertThat(Tree.maps(subset, "addresses")).hasSize(2);
        assertThat(Tree.maps(subset, "ports")).allMatch(port -> Tree.number(port, 0, "port") == 8080);

        world.delete(Kinds.POD, Meta.name(world.pods().getFirst()));
        world.seconds(1);

        assertThat(Tree.maps(world.get(Kinds.ENDPOINTS, "web"), "subsets").getFirst())
                .satisfies(now -> assertThat(Tree.maps(now, "addresses")).hasSize(1));
        Map<String, Object> slice = world.list(Kinds.ENDPOINT_SLICE).getFirst();
        assertThat(Meta.label(slice, "kubernetes.io/service-name")).isEqualTo("web");
        assertThat(Tree.maps(slice, "endpoints"))
                .anyMatch(endpoint -> Tree.isTrue(endpoint, "conditions", "terminating"));
    }

    @Test
    void a_service_whose_selector_matches_nothing_has_no_endpoints() {
        world.deployment("web", "web:1", 1);
        service("web", "app: wep");
        world.seconds(10);

        assertThat(Tree.maps(world.get(Kinds.ENDPOINTS, "web"), "subsets")).isEmpty();
        assertThat(Tree.maps(world.list(Kinds.ENDPOINT_SLICE).getFirst(), "endpoints"))
                .isEmpty();
    }

    @Test
    void a_load_balancer_gets_its_address_after_a_few_seconds() {
        world.create("""
                apiVersion: v1
                kind: Service
                metadata: {name: edge}
                spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
                """);
        world.seconds(1);
        assertThat(Tree.list(world.get(Kinds.SERVICE, "edge"), "status", "loadBalancer", "ingress"))
                .isEmpty();
        world.seconds(5);

        assertThat(Tree.maps(world.get(Kinds.SERVICE, "edge"), "status", "loadBalancer", "ingress"))
                .allMatch(ingress -> Tree.text(ingress, "hostname").endsWith(".elb.example.com"));
    }

    @Test
    void a_claim_waits_for_its_first_pod_and_gets_a_volume_in_its_zone() {
        storageClass("WaitForFirstConsumer");
        claim("disk");
        world.seconds(20);
        assertThat(world.said("WaitForFirstConsumer")).isNotEmpty();

        world.create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  containers: [{name: main, image: "web:1"}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
                """);
        world.seconds(20);

        assertThat(world.get(Kinds.CLAIM, "data")).matches(Volumes::isBound);
        assertThat(Volumes.zone(world.list(Kinds.VOLUME).getFirst())).isEqualTo("a");
        assertThat(world.pods()).allMatch(Pods::isReady);
    }

    @Test
    void a_claim_of_a_class_that_does_not_exist_stays_pending_and_says_why() {
        claim("nope");
        world.seconds(40);

        assertThat(Tree.text(world.get(Kinds.CLAIM, "data"), "status", "phase")).isEqualTo("Pending");
        assertThat(world.said("ProvisioningFailed")).containsExactly("storageclass.storage.k8s.io \"nope\" not found");
    }

    @Test
    void a_deleted_claim_takes_its_volume_along() {
        storageClass("Immediate");
        claim("disk");
        world.seconds(10);
        assertThat(world.list(Kinds.VOLUME)).hasSize(1);

        world.delete(Kinds.CLAIM, "data");
        world.seconds(5);

        assertThat(world.list(Kinds.VOLUME)).isEmpty();
    }

    @Test
    void a_new_namespace_is_furnished() {
        world.seconds(1);

        assertThat(world.has(Kinds.SERVICE_ACCOUNT, "default")).isTrue();
        assertThat(world.has(Kinds.CONFIG_MAP, "kube-root-ca.crt")).isTrue();
    }

    @Test
    void a_deleted_namespace_is_emptied_before_it_goes() {
        world.deployment("web", "web:1", 2);
        world.seconds(10);

        world.delete(Kinds.NAMESPACE, "shop");
        world.seconds(1);
        assertThat(Tree.text(world.get(Kinds.NAMESPACE, "shop"), "status", "phase"))
                .isEqualTo("Terminating");
        world.seconds(10);

        assertThat(world.has(Kinds.NAMESPACE, "shop")).isFalse();
        assertThat(world.pods()).isEmpty();
    }

    @Test
    void what_a_deleted_owner_managed_goes_too() {
        world.deployment("web", "web:1", 2);
        world.seconds(10);

        world.delete(Kinds.DEPLOYMENT, "web");
        world.seconds(10);

        assertThat(world.list(Kinds.REPLICA_SET)).isEmpty();
        assertThat(world.pods()).isEmpty();
    }

    @Test
    void orphans_stay_and_lose_their_owner() {
        world.deployment("web", "web:1", 2);
        world.seconds(10);

        world.storage.delete(
                Kinds.DEPLOYMENT, "shop", "web", new Deletion(null, Deletion.Propagation.ORPHAN, null, null));
        world.seconds(10);

        assertThat(world.has(Kinds.DEPLOYMENT, "web")).isFalse();
        assertThat(world.list(Kinds.REPLICA_SET))
                .hasSize(1)
                .allMatch(set -> Tree.list(set, "metadata", "ownerReferences").isEmpty());
    }

    @Test
    void in_the_foreground_the_owner_goes_last() {
        world.deployment("web", "web:1", 2);
        world.seconds(10);

        world.storage.delete(
                Kinds.DEPLOYMENT, "shop", "web", new Deletion(null, Deletion.Propagation.FOREGROUND, null, null));
        world.seconds(1);
        assertThat(world.has(Kinds.DEPLOYMENT, "web")).isTrue();
        world.seconds(10);

        assertThat(world.has(Kinds.DEPLOYMENT, "web")).isFalse();
        assertThat(world.pods()).isEmpty();
    }

    @Test
    void a_budget_says_how_many_pods_may_go() {
        world.create("""
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: web}
                spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
                """);
        world.deployment("web", "web:1", 3);
        world.seconds(10);

        Map<String, Object> status = Tree.map(world.get(Kinds.DISRUPTION_BUDGET, "web"), "status");
        assertThat(Tree.number(status, 0, "disruptionsAllowed")).isEqualTo(1);
        assertThat(Tree.number(status, 0, "currentHealthy")).isEqualTo(3);
    }

    @Test
    void events_that_repeat_are_counted_and_forgotten_after_an_hour() {
        world.create("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: main, image: sick,"
                + " readinessProbe: {httpGet: {port: 80}}}]}}");
        world.pass(Duration.ofMinutes(5));
        List<Map<String, Object>> unhealthy = events("Unhealthy");
        assertThat(unhealthy).hasSize(1);
        assertThat(Tree.number(unhealthy.getFirst(), 0, "count")).isBetween(25L, 31L);
        assertThat(events("Scheduled")).hasSize(1);

        world.pass(Duration.ofMinutes(60));

        assertThat(events("Scheduled")).isEmpty();
        assertThat(events("Unhealthy")).hasSize(1);
    }

    private List<Map<String, Object>> events(String reason) {
        return world.list(Kinds.EVENT).stream()
                .filter(event -> Tree.text(event, "reason").equals(reason))
                .toList();
    }

    private void service(String name, String selector) {
        world.create("""
                apiVersion: v1
                kind: Service
                metadata: {name: %s}
                spec: {selector: {%s}, ports: [{port: 80, targetPort: 8080}]}
                """.formatted(name, selector));
    }

    private void storageClass(String mode) {
        world.create("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: disk}
                provisioner: disk.example.com
                volumeBindingMode: %s
                """.formatted(mode));
    }

    private void claim(String storageClass) {
        world.create("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data}
                spec: {accessModes: [ReadWriteOnce], storageClassName: %s, resources: {requests: {storage: 1Gi}}}
                """.formatted(storageClass));
    }
}
