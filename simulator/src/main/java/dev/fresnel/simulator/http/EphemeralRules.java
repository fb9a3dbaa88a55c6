package dev.fresnel.simulator.http;

import dev.fresnel.simulator.storage.StatusException;
import dev.fresnel.simulator.storage.StatusException.Cause;
import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What containers must fulfil that are added to a pod that runs: those that are there stay as they are. */
final class EphemeralRules {

    private static final String FIELD = "spec.ephemeralContainers";

    private EphemeralRules() {}

    static void check(ResourcePath path, Map<String, Object> before, List<Object> wanted) {
        List<Cause> causes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> targets = new HashSet<>();
        Stream.of("containers", "initContainers")
                .flatMap(group -> Tree.maps(before, "spec", group).stream())
                .forEach(container -> names.add(Tree.text(container, "name")));
        targets.addAll(names);
        for (int i = 0; i < wanted.size(); i++) {
            Map<String, Object> container = Tree.map(wanted.get(i));
            String field = FIELD + "[" + i + "]";
            ContainerRules.check(container, field, causes);
            String name = Tree.text(container, "name");
            if (!names.add(name)) {
                causes.add(new Cause("FieldValueDuplicate", field + ".name", "Duplicate value: " + Json.text(name)));
            }
            String target = Tree.text(container, "targetContainerName");
            if (!target.isEmpty() && !targets.contains(target)) {
                causes.add(new Cause(
                        "FieldValueNotFound", field + ".targetContainerName", "Not found: " + Json.text(target)));
            }
        }
        for (Map<String, Object> old : Tree.maps(before, "spec", "ephemeralContainers")) {
            String name = Tree.text(old, "name");
            boolean stays = wanted.stream()
                    .anyMatch(container -> Tree.text(container, "name").equals(name)
                            && Tree.text(container, "image").equals(Tree.text(old, "image"))
                            && Tree.texts(container, "command").equals(Tree.texts(old, "command")));
            if (!stays) {
                boolean gone = wanted.stream()
                        .noneMatch(container -> Tree.text(container, "name").equals(name));
                causes.add(new Cause(
                        "FieldValueForbidden",
                        FIELD,
                        "Forbidden: existing ephemeral containers " + Json.text(name)
                                + (gone ? " may not be removed\n" : " may not be changed\n")));
            }
        }
        if (!causes.isEmpty()) {
            throw StatusException.invalid(path.type(), String.valueOf(path.name()), causes);
        }
    }
}
