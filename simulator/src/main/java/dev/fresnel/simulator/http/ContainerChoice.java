package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The container of a pod that a request means: the one that it names, or the only one. */
final class ContainerChoice {

    private ContainerChoice() {}

    /** @throws StatusException 400 if it names none of several, or one that is not there */
    static String of(String asked, Map<String, Object> pod) {
        String name = Tree.text(pod, "metadata", "name");
        List<String> all = Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(group -> Tree.maps(pod, "spec", group).stream())
                .map(container -> Tree.text(container, "name"))
                .toList();
        if (!asked.isEmpty()) {
            if (!all.contains(asked)) {
                throw StatusException.badRequest("container " + asked + " is not valid for pod " + name);
            }
            return asked;
        }
        List<Map<String, Object>> main = Tree.maps(pod, "spec", "containers");
        if (main.size() != 1) {
            throw StatusException.badRequest("a container name must be specified for pod " + name + ", choose one of: ["
                    + String.join(" ", all) + "]");
        }
        return Tree.text(main.getFirst(), "name");
    }
}
