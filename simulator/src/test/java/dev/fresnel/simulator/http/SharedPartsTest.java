package dev.fresnel.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.kube.wire.ProtobufWriter;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.SharedMap;
import dev.fresnel.simulator.tree.Tree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedPartsTest {

    private final ProtobufWriter plain = new ProtobufWriter(Json::bytes);
    private final ProtobufWriter sharing = new ProtobufWriter(Json::bytes, SharedParts.KEPT_WITH_THEM);

    @Test
    void an_object_with_shared_parts_is_the_same_on_the_wire_the_first_time_and_every_other() {
        Map<String, Object> pod = Tree.freeze(
                Tree.of(
                        "metadata",
                        Tree.of("name", "web"),
                        "spec",
                        Tree.of(
                                "nodeName",
                                "a",
                                "containers",
                                Tree.shared(Tree.listOf(
                                        Tree.of("name", "web", "image", "nginx:1"), Tree.of("name", "log"))))),
                Map.of());
        Map<String, Object> twin = Tree.with(pod, "b", "spec", "nodeName");

        assertThat(sharing.write("v1", "Pod", pod)).isEqualTo(plain.write("v1", "Pod", pod));
        assertThat(sharing.write("v1", "Pod", twin)).isEqualTo(plain.write("v1", "Pod", twin));
        assertThat(Tree.maps(twin, "spec", "containers"))
                .allMatch(container -> container instanceof SharedMap shared && shared.kept() != null);
    }

    @Test
    void a_part_that_stands_for_two_types_is_written_as_either() {
        Object part = Tree.shared(Tree.of("name", "cart"));
        Map<String, Object> pod = Tree.freeze(Tree.of("spec", Tree.of("containers", Tree.listOf(part))), Map.of());
        Map<String, Object> node = Tree.freeze(Tree.of("spec", Tree.of("taints", Tree.listOf(part))), Map.of());

        for (int i = 0; i < 2; i++) {
            assertThat(sharing.write("v1", "Pod", pod)).isEqualTo(plain.write("v1", "Pod", pod));
            assertThat(sharing.write("v1", "Node", node)).isEqualTo(plain.write("v1", "Node", node));
        }
    }
}
