package dev.fresnel.engine.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JudgementsTest {

    private static final String NODE = """
            apiVersion: v1
            kind: Node
            metadata: {name: n1, labels: {%s}}
            status: {allocatable: {cpu: "%d", memory: 8Gi, pods: "10"}, conditions: [{type: Ready, status: "True"}]}
            """;
    private static final String LONELY = """
            apiVersion: v1
            kind: Pod
            metadata: {name: lonely}
            spec: {nodeSelector: {disk: ssd}, containers: [{name: app, image: web, resources: {requests: {cpu: "2"}}}]}
            status: {phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: Unschedulable}]}
            """;
    private static final String RUNNING = """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, labels: {app: %s}}
            spec: {nodeName: n1, containers: [{name: app, image: web, resources: {requests: {cpu: "%d"}}}]}
            status: {phase: Running, containerStatuses: [{name: app, ready: true, state: {running: {startedAt: "2026-11-22T11:00:00Z"}}}]}
            """;
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: %s}, ports: [{port: 80}]}
            """;

    private final Situation situation = new Situation();

    @Test
    void a_change_of_what_a_rule_looked_at_asks_it_again() {
        situation.lists(String.join("---\n", LONELY, NODE.formatted("", 4)));
        assertThat(situation.titles())
                .containsExactly("No node can take `lonely`: of 1 nodes 1 without label `disk=ssd`");

        situation.changes(NODE.formatted("disk: ssd", 1));
        assertThat(situation.titles())
                .containsExactly("No node can take `lonely`: of 1 nodes 1 with too little cpu left (it asks for 2)");

        situation.changes(NODE.formatted("disk: ssd", 4)).changes(RUNNING.formatted("other", "other", 3));
        assertThat(situation.titles())
                .containsExactly("No node can take `lonely`: of 1 nodes 1 with too little cpu left (it asks for 2)");
    }

    @Test
    void what_goes_takes_its_findings_with_it() {
        situation.lists(String.join("---\n", SERVICE.formatted("web"), LONELY));
        assertThat(situation.titles()).hasSize(2);

        situation.deletes(Kinds.SERVICE, "shop", "web").deletes(Kinds.POD, "shop", "lonely");
        assertThat(situation.titles()).isEmpty();
    }

    @Test
    void what_is_not_known_whole_is_not_said_to_be_missing() {
        Situation unlisted = new Situation();
        unlisted.changes(SERVICE.formatted("web"));
        assertThat(unlisted.titles()).isEmpty();
    }

    /** Whatever happens in between, what is found is what one finds who has never looked before. */
    @Test
    void findings_after_any_changes_are_those_of_a_fresh_look() {
        Random random = new Random(11);
        for (int round = 0; round < 15; round++) {
            Situation changing = new Situation().lists("");
            List<String> present = new ArrayList<>();
            for (int step = 0; step < 30; step++) {
                changing.titles();
                String object = switch (random.nextInt(4)) {
                    case 0 -> NODE.formatted(random.nextBoolean() ? "disk: ssd" : "", 1 + random.nextInt(6));
                    case 1 -> SERVICE.formatted(random.nextBoolean() ? "web" : "none");
                    case 2 -> LONELY;
                    default ->
                        RUNNING.formatted(
                                "p" + random.nextInt(3), random.nextBoolean() ? "web" : "api", 1 + random.nextInt(3));
                };
                String start =
                        object.lines().limit(3).reduce("", (a, b) -> a + b).replaceAll(", labels.*", "");
                present.removeIf(other -> other.lines()
                        .limit(3)
                        .reduce("", (a, b) -> a + b)
                        .replaceAll(", labels.*", "")
                        .equals(start));
                present.add(object);
                changing.changes(object);
            }
            assertThat(changing.titles())
                    .as("round " + round)
                    .isEqualTo(
                            new Situation().lists(String.join("---\n", present)).titles());
        }
    }
}
