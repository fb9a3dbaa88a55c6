package dev.fresnel.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.simulator.TestClock;
import dev.fresnel.simulator.reconcile.Conditions;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What someone who opens the demo can count on finding. */
class DemoPromisesTest {
    private final TestClock clock = TestClock.atNoon();
    private final ObjectStorage storage = new ObjectStorage(new ResourceTypes(), clock, 1);

    @BeforeEach
    void founded() {
        LivingCluster eu = ShopCluster.EU.found(storage, clock, 1);
        clock.advance(eu.loop(), Duration.ofSeconds(5));
    }

    @Test
    void there_are_nine_nodes_in_three_zones_and_about_forty_workloads() {
        assertThat(storage.list(Kinds.NODE, null)).hasSize(9);
        assertThat(storage.list(Kinds.NODE, null).stream()
                        .map(node -> Meta.label(node, "topology.kubernetes.io/zone"))
                        .distinct())
                .hasSize(3);
        long workloads = Stream.of(Kinds.DEPLOYMENT, Kinds.STATEFUL_SET, Kinds.DAEMON_SET, Kinds.CRON_JOB)
                .mapToLong(type -> storage.list(type, null).size())
                .sum();
        assertThat(workloads).isBetween(40L, 70L);
    }

    @Test
    void checkout_crashes_because_it_cannot_resolve_its_database() {
        Map<String, Object> container = container(pod("shop-checkout", "CrashLoopBackOff"));

        assertThat(Tree.number(container, 0, "restartCount")).isGreaterThan(4);
        assertThat(Tree.number(container, 0, "lastState", "terminated", "exitCode"))
                .isEqualTo(1);
        assertThat(messages("BackOff"))
                .anyMatch(message -> message.startsWith("Back-off restarting failed container checkout-api in pod"));
        Map<String, Object> deployment = deployment("shop-checkout", "checkout-api");
        assertThat(Tree.number(deployment, 0, "status", "readyReplicas")).isEqualTo(4);
        assertThat(Conditions.find(deployment, "Progressing"))
                .hasValueSatisfying(
                        condition -> assertThat(Tree.text(condition, "reason")).isEqualTo("ProgressDeadlineExceeded"));
    }

    @Test
    void cart_sync_has_an_image_that_cannot_be_pulled() {
        Map<String, Object> container = container(pod("shop-cart", "ImagePullBackOff"));

        assertThat(Tree.text(container, "state", "waiting", "message"))
                .startsWith(
                        "Back-off pulling image \"registry.example.com/shop/cart-sync:1.12.0-rc.2\": ErrImagePull:");
        assertThat(messages("Failed"))
                .anyMatch(message -> message.contains("rpc error: code = NotFound desc = failed to pull and unpack"));
    }

    @Test
    void the_scorer_runs_out_of_memory_again_and_again() {
        Map<String, Object> container = container(
                storage.get(Kinds.POD, "shop-recs", "recommend-scorer-0").orElseThrow());

        assertThat(Tree.text(container, "lastState", "terminated", "reason")).isEqualTo("OOMKilled");
        assertThat(Tree.number(container, 0, "lastState", "terminated", "exitCode"))
                .isEqualTo(137);
        assertThat(Tree.number(container, 0, "restartCount")).isGreaterThan(10);
    }

    @Test
    void image_resizer_asks_for_arm64_which_no_node_is() {
        assertThat(storage.list(Kinds.POD, "shop-media").stream()
                        .filter(pod -> Tree.text(pod, "spec", "nodeName").isEmpty()))
                .hasSize(3);
        assertThat(messages("FailedScheduling"))
                .anyMatch(message -> message.startsWith("0/9 nodes are available: ")
                        && message.contains("8 node(s) didn't match Pod's node affinity/selector.")
                        && message.endsWith(
                                "preemption: 0/9 nodes are available: 9 Preemption is not helpful for scheduling."));
    }

    @Test
    void checkout_hooks_has_no_endpoints() {
        assertThat(storage.get(Kinds.ENDPOINTS, "shop-checkout", "checkout-hooks"))
                .hasValueSatisfying(
                        endpoints -> assertThat(Tree.maps(endpoints, "subsets")).isEmpty());
    }

    @Test
    void the_archive_waits_for_a_storage_class_that_does_not_exist() {
        assertThat(storage.get(Kinds.CLAIM, "shop-orders", "data-orders-archive-0"))
                .hasValueSatisfying(
                        claim -> assertThat(Tree.text(claim, "status", "phase")).isEqualTo("Pending"));
        assertThat(messages("ProvisioningFailed")).contains("storageclass.storage.k8s.io \"fast-nvme\" not found");
        assertThat(messages("FailedScheduling"))
                .anyMatch(message -> message.contains("pod has unbound immediate PersistentVolumeClaims"));
    }

    @Test
    void a_job_has_failed_and_a_cron_job_is_suspended() {
        assertThat(storage.list(Kinds.JOB, "shop-billing"))
                .anyMatch(job -> Conditions.find(job, "Failed")
                        .filter(c -> Tree.text(c, "reason").equals("BackoffLimitExceeded"))
                        .isPresent());
        assertThat(storage.list(Kinds.CRON_JOB, "shop-catalog"))
                .anyMatch(cronJob -> Tree.isTrue(cronJob, "spec", "suspend"));
    }

    @Test
    void fraud_check_never_gets_ready() {
        assertThat(messages("Unhealthy")).contains("Readiness probe failed: HTTP probe failed with statuscode: 503");
        assertThat(Tree.number(deployment("shop-billing", "fraud-check"), 0, "status", "unavailableReplicas"))
                .isEqualTo(1);
    }

    @Test
    void a_pod_is_held_in_terminating_by_a_finalizer() {
        assertThat(storage.get(Kinds.POD, "platform", "legacy-importer")).hasValueSatisfying(pod -> {
            assertThat(Meta.isBeingDeleted(pod)).isTrue();
            assertThat(Tree.texts(pod, "metadata", "finalizers")).containsExactly("importer.example.com/flush-queue");
        });
    }

    @Test
    void a_node_is_under_disk_pressure() {
        assertThat(storage.list(Kinds.NODE, null).stream()
                        .filter(node -> Conditions.isTrue(node, "DiskPressure"))
                        .map(Meta::name))
                .containsExactly("ip-10-4-23-164");
    }

    @Test
    void tax_rules_cannot_roll_out_for_lack_of_quota() {
        assertThat(messages("FailedCreate"))
                .anyMatch(message ->
                        message.contains("is forbidden: exceeded quota: billing, requested: limits.memory="));
    }

    @Test
    void ages_are_spread_from_minutes_to_months() {
        List<Duration> ages = storage.list(Kinds.POD, null).stream()
                .map(pod -> Duration.between(Meta.created(pod), clock.instant()))
                .toList();

        assertThat(ages).anyMatch(age -> age.toMinutes() < 2);
        assertThat(ages).anyMatch(age -> age.toHours() > 1 && age.toHours() < 48);
        assertThat(ages).anyMatch(age -> age.toDays() > 30);
        assertThat(ages).noneMatch(Duration::isNegative);
    }

    private Map<String, Object> pod(String namespace, String reason) {
        return storage.list(Kinds.POD, namespace).stream()
                .filter(pod -> Tree.maps(pod, "status", "containerStatuses").stream()
                        .anyMatch(status ->
                                Tree.text(status, "state", "waiting", "reason").equals(reason)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No pod of " + namespace + " waits for " + reason + "."));
    }

    private static Map<String, Object> container(Map<String, Object> pod) {
        return Tree.maps(pod, "status", "containerStatuses").getFirst();
    }

    private Map<String, Object> deployment(String namespace, String name) {
        return storage.get(Kinds.DEPLOYMENT, namespace, name).orElseThrow();
    }

    private List<String> messages(String reason) {
        return storage.list(Kinds.EVENT, null).stream()
                .filter(event -> Tree.text(event, "reason").equals(reason))
                .map(event -> Tree.text(event, "message"))
                .toList();
    }
}
