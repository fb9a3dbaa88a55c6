package dev.fresnel.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fresnel.simulator.TestClock;
import dev.fresnel.simulator.controller.DeploymentController;
import dev.fresnel.simulator.controller.EndpointController;
import dev.fresnel.simulator.controller.Pods;
import dev.fresnel.simulator.controller.ReplicaSetController;
import dev.fresnel.simulator.reconcile.Cluster;
import dev.fresnel.simulator.reconcile.Kinds;
import dev.fresnel.simulator.reconcile.Loop;
import dev.fresnel.simulator.storage.Deletion;
import dev.fresnel.simulator.storage.ObjectStorage;
import dev.fresnel.simulator.storage.ResourceType;
import dev.fresnel.simulator.storage.ResourceTypes;
import dev.fresnel.simulator.tree.Meta;
import dev.fresnel.simulator.tree.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScaledClusterTest {
    private static final int PODS = 1_500;
    private static final int NODES = 60;

    private final TestClock clock = TestClock.atNoon();
    private final ObjectStorage storage = new ObjectStorage(new ResourceTypes(), clock, 1);

    private ScaledLife found(int churn) {
        return new ScaledCluster("large", new Scale(PODS, NODES, churn)).found(storage, clock, 1);
    }

    @Test
    void has_as_many_pods_as_were_asked_for_spread_over_as_many_nodes() {
        found(0);

        assertThat(storage.list(Kinds.POD, null)).hasSize(PODS);
        assertThat(storage.list(Kinds.NODE, null)).hasSize(NODES);
        Map<String, Long> onNodes = storage.list(Kinds.POD, null).stream()
                .collect(Collectors.groupingBy(pod -> Tree.text(pod, "spec", "nodeName"), Collectors.counting()));
        onNodes.remove(""); // those that no node takes
        assertThat(onNodes.values()).allMatch(pods -> pods <= 110);
        assertThat(storage.list(Kinds.POD, null).stream()
                        .map(pod -> Tree.text(pod, "status", "podIP"))
                        .filter(address -> !address.isEmpty()))
                .doesNotHaveDuplicates();
        assertThat(storage.list(Kinds.POD, null).stream().map(Meta::uid)).doesNotHaveDuplicates();
    }

    @Test
    void a_few_pods_in_a_hundred_are_not_well_each_in_its_way() {
        found(0);

        List<Map<String, Object>> unwell = storage.list(Kinds.POD, null).stream()
                .filter(pod -> !Pods.isReady(pod))
                .toList();
        assertThat(unwell).hasSizeBetween(PODS / 100, PODS * 8 / 100);
        assertThat(unwell.stream()
                        .flatMap(pod -> Tree.maps(pod, "status", "containerStatuses").stream())
                        .map(status -> Tree.text(status, "state", "waiting", "reason")))
                .contains("CrashLoopBackOff", "ImagePullBackOff");
        Stream<String> told = unwell.stream()
                .flatMap(pod -> Tree.maps(pod, "status", "containerStatuses").stream()
                        .map(status -> Tree.text(status, "state", "waiting", "message"))
                        .filter(message -> message.contains(Meta.namespace(pod)))
                        .filter(message -> !message.contains(Meta.name(pod) + "_")));
        assertThat(told).as("messages that name another pod").isEmpty();
    }

    @Test
    void what_is_founded_is_as_if_each_object_had_been_created() {
        found(0);

        for (ResourceType type : List.of(Kinds.POD, Kinds.REPLICA_SET, Kinds.DEPLOYMENT)) {
            for (Map<String, Object> founded : storage.list(type, null)) {
                Map<String, Object> again = Tree.copy(founded);
                Tree.put(again, Meta.name(founded) + "-again", "metadata", "name");
                Map<String, Object> created = Tree.copy(storage.create(type, again, (_, _) -> {}, true));
                Tree.put(created, Meta.name(founded), "metadata", "name");
                assertThat(created).isEqualTo(founded);
            }
        }
    }

    @Test
    void controllers_that_look_at_everything_find_nothing_to_do() {
        found(0);
        List<String> changes = new ArrayList<>();
        for (ResourceType type : storage.types().all()) {
            storage.watch(type, change -> changes.add(change.previous() + "\nbecame\n" + change.object()));
        }
        Cluster cluster = new Cluster("again", storage, clock, 2);
        Loop loop = new Loop(storage, clock);
        loop.add(new DeploymentController(cluster));
        loop.add(new ReplicaSetController(cluster));
        loop.add(new EndpointController(cluster));

        loop.runDue();

        assertThat(changes).isEmpty();
    }

    @Test
    void without_churn_nothing_happens_but_what_clients_do() {
        ScaledLife life = found(0);
        long before = storage.resourceVersion();

        clock.advance(life.loop(), Duration.ofMinutes(10));
        assertThat(storage.resourceVersion()).isEqualTo(before);

        Map<String, Object> pod = storage.list(Kinds.POD, null).stream()
                .filter(Pods::isReady)
                .filter(each -> Meta.controller(each)
                        .filter(owner -> Tree.text(owner, "kind").equals("ReplicaSet"))
                        .isPresent())
                .findFirst()
                .orElseThrow();
        storage.delete(Kinds.POD, Meta.namespace(pod), Meta.name(pod), Deletion.BACKGROUND);
        clock.advance(life.loop(), Duration.ofMinutes(2));

        assertThat(storage.get(Kinds.POD, Meta.namespace(pod), Meta.name(pod))).isEmpty();
        assertThat(storage.list(Kinds.POD, null)).hasSize(PODS);
        assertThat(storage.list(Kinds.POD, Meta.namespace(pod)))
                .as("a new one, that runs")
                .anyMatch(each -> Meta.created(each).isAfter(clock.instant().minusSeconds(180)) && Pods.isReady(each));
    }

    @Test
    void as_much_changes_as_was_asked_for_and_the_cluster_stays_as_large() {
        ScaledLife life = found(50);
        life.beginUnrest();
        clock.advance(life.loop(), Duration.ofMinutes(2));
        long before = storage.resourceVersion();

        clock.advance(life.loop(), Duration.ofMinutes(3));

        assertThat((storage.resourceVersion() - before) / 180.0).isBetween(35.0, 65.0);
        assertThat(storage.list(Kinds.POD, null)).hasSizeBetween(PODS * 9 / 10, PODS * 11 / 10);
        assertThat(storage.list(Kinds.EVENT, null)).hasSizeLessThanOrEqualTo(1_000);
        assertThat(storage.list(Kinds.POD, null).stream()
                        .filter(pod -> Tree.maps(pod, "status", "containerStatuses").stream()
                                .anyMatch(status -> Tree.number(status, 0, "restartCount") > 0)))
                .hasSizeGreaterThan(20);
    }

    @Test
    void a_size_that_cannot_be_is_refused_with_what_could_be() {
        assertThatThrownBy(() -> new Scale(100_000, 10, 0))
                .hasMessageContaining("between 1000 and 38000 nodes, not 10");
        assertThatThrownBy(() -> new Scale(0, 1, 0)).hasMessageContaining("at least one pod");
        assertThatThrownBy(() -> new Scale(1, 1, -1)).hasMessageContaining("not -1");
    }
}
