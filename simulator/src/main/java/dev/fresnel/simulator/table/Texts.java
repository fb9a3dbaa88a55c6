package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How kubectl writes what is missing, labels, selectors and long lists. */
final class Texts {

    private Texts() {}

    static String orNone(String text) {
        return text.isEmpty() ? "<none>" : text;
    }

    static String orUnset(String text) {
        return text.isEmpty() ? "<unset>" : text;
    }

    /** Labels as {@code app=cart,tier=web}; {@code <none>} where there are none. */
    static String labels(Map<String, Object> labels) {
        List<String> pairs = new ArrayList<>();
        new TreeMap<>(labels).forEach((key, value) -> pairs.add(key + "=" + value));
        return orNone(String.join(",", pairs));
    }

    /** A label selector as {@code app=cart,tier in (web)}; {@code ""} for an empty one. */
    static String selector(Map<String, Object> selector) {
        Map<String, String> terms = new TreeMap<>();
        Tree.map(selector, "matchLabels").forEach((key, value) -> terms.put(key, key + "=" + value));
        for (Map<String, Object> expression : Tree.maps(selector, "matchExpressions")) {
            String key = Tree.text(expression, "key");
            String values = "("
                    + String.join(
                            ",",
                            Tree.texts(expression, "values").stream().sorted().toList()) + ")";
            terms.put(
                    key + " ",
                    switch (Tree.text(expression, "operator")) {
                        case "In" -> key + " in " + values;
                        case "NotIn" -> key + " notin " + values;
                        case "DoesNotExist" -> "!" + key;
                        default -> key;
                    });
        }
        return String.join(",", terms.values());
    }

    /** The first few members, and how many more there are. */
    static String some(List<String> members, int most, String separator) {
        return members.size() <= most
                ? String.join(separator, members)
                : String.join(separator, members.subList(0, most)) + " + " + (members.size() - most) + " more...";
    }

    /** One field of each map in a list, joined by commas. */
    static String joined(List<Map<String, Object>> maps, String... path) {
        return String.join(",", maps.stream().map(map -> Tree.text(map, path)).toList());
    }

    /** {@code RWO,ROX}: the short names of access modes. */
    static String accessModes(List<String> modes) {
        return String.join(
                ",",
                modes.stream()
                        .map(mode -> switch (mode) {
                            case "ReadWriteOnce" -> "RWO";
                            case "ReadOnlyMany" -> "ROX";
                            case "ReadWriteMany" -> "RWX";
                            case "ReadWriteOncePod" -> "RWOP";
                            default -> mode;
                        })
                        .toList());
    }
}
