package dev.fresnel.simulator.patch;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What server-side apply asks of an object that is applied, besides what its type asks. */
public final class AppliedFields {

    private final ListType.Finder lists;

    public AppliedFields(ListType.Finder lists) {
        this.lists = lists;
    }

    /** A sentence about a member that a list has twice; empty where none has. */
    public Optional<String> twice(Map<String, Object> wanted) {
        return twice(wanted, List.of());
    }

    private Optional<String> twice(Object value, List<String> path) {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<String, Object> entry : Tree.map(map).entrySet()) {
                Optional<String> found = twice(entry.getValue(), StrategicMergePatch.append(path, entry.getKey()));
                if (found.isPresent()) {
                    return found;
                }
            }
        } else if (value instanceof List<?> list) {
            return inList(list, path);
        }
        return Optional.empty();
    }

    private Optional<String> inList(List<?> list, List<String> path) {
        ListType type = lists.at(path);
        Set<Object> seen = new HashSet<>();
        for (Object member : list) {
            if (type.kind() == ListType.Kind.MAP && !seen.add(keys(type, member))) {
                return Optional.of(
                        "." + String.join(".", path) + ": duplicate entries for key [" + keys(type, member) + "]");
            }
            Optional<String> found = member == null ? Optional.empty() : twice(member, path);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String keys(ListType type, Object member) {
        StringBuilder keys = new StringBuilder();
        for (String key : type.keys()) {
            Object value = ListType.keyOf(member, key);
            keys.append(keys.isEmpty() ? "" : ",")
                    .append(key)
                    .append('=')
                    .append(value == null ? "" : Json.text(value));
        }
        return keys.toString();
    }
}
