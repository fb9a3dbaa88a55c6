package dev.fresnel.simulator.conformance;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Answers without what must differ between two servers: uids, versions, times, addresses, what is left to chance, how much is used. A null is
 * as a field that is not there, and causes of a refusal are in no order, because Go's maps have none.
 */
final class Plain {

    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    private static final Pattern MICRO_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,}Z");
    private static final Pattern ADDRESS = Pattern.compile("\\b10(\\.\\d{1,3}){3}\\b");

    private final String url;
    private final Map<String, String> kept;

    private Plain(String url, Map<String, String> kept) {
        this.url = url;
        this.kept = kept;
    }

    /** @param kept values that are said by their names where they occur */
    static Map<String, Object> of(Map<String, Object> answer, String url, Map<String, String> kept) {
        return Tree.map(new Plain(url, kept).plain("", answer));
    }

    private Object plain(String key, Object value) {
        return switch (value) {
            case Map<?, ?> map when key.equals("usage") -> Tree.of("of", List.copyOf(map.keySet()));
            case Map<?, ?> map -> map(Tree.map(map));
            case List<?> list -> {
                List<Object> members = new ArrayList<>();
                list.forEach(member -> members.add(plain("", member)));
                if (key.equals("causes")) {
                    members.sort(Comparator.comparing(Json::text));
                }
                yield members;
            }
            case String text when key.equals("resourceVersion") && text.matches("\\d{2,}") -> "<version>";
            case String text when key.equals("continue") && !text.isEmpty() -> "<token>";
            case String _ when key.equals("window") -> "<window>";
            case String text -> text(text);
            default -> value;
        };
    }

    private Map<String, Object> map(Map<String, Object> map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!Tree.NULL.equals(value)) {
                plain.put(text(key), plain(key, value));
            }
        });
        String prefix = Tree.text(map, "generateName");
        if (!prefix.isEmpty() && Tree.text(map, "name").startsWith(prefix)) {
            plain.put("name", prefix + "<random>");
        }
        return plain;
    }

    private String text(String text) {
        String plain = text.replace(url, "<server>").replace(url.replaceFirst("https?://", ""), "<server>");
        for (Map.Entry<String, String> value : kept.entrySet()) {
            if (value.getValue().length() > 1) {
                plain = plain.replaceAll(
                        "(?<![\\w-])" + Pattern.quote(value.getValue()) + "(?![\\w-])", "{" + value.getKey() + "}");
            }
        }
        plain = UID.matcher(plain).replaceAll("<uid>");
        plain = MICRO_TIME.matcher(plain).replaceAll("<exact time>");
        plain = TIME.matcher(plain).replaceAll("<time>");
        return ADDRESS.matcher(plain).replaceAll("<address>");
    }
}
