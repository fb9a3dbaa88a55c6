package dev.fresnel.simulator.conformance;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request, and what matters of its answer. The fields are the keys of its YAML:
 *
 * @param about what it asks, in a few words
 * @param send method and path; {@code {name}} stands for a value that was kept before, {@code {ns}} for the chapter's
 *     namespace
 * @param as the user who asks: {@code admin}, {@code dev}, {@code viewer}, {@code nobody} (no token) or {@code
 *     stranger} (one that is not known)
 * @param accept the {@code Accept} header
 * @param type the {@code Content-Type}
 * @param body what is sent: text as it is, anything else as JSON
 * @param forget whether the servers forget what was, before it is asked
 * @param keep values of the answer to use later, by the name to use them under
 * @param until paths and the text that they must have; until then it is asked again
 * @param take the paths that matter; all where none is named
 * @param without paths that do not matter, because they cannot be the same
 */
record Question(
        String about,
        String send,
        String as,
        String accept,
        String type,
        String body,
        boolean forget,
        Map<String, String> keep,
        Map<String, String> until,
        List<String> take,
        List<String> without) {

    /** What stands for {@code {2 MB}} in a body. */
    private static final String LONG = "x".repeat(2_000_000);

    private static final Set<String> KEYS =
            Set.of("about", "send", "as", "accept", "type", "body", "forget", "keep", "until", "take", "without");

    static Question of(Map<String, Object> yaml) {
        for (String key : yaml.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "'" + Tree.text(yaml, "about") + "' has the key " + key + ", which is none of " + KEYS + ".");
            }
        }
        Object body = yaml.get("body");
        return new Question(
                Tree.text(yaml, "about"),
                Tree.text(yaml, "send"),
                orElse(Tree.text(yaml, "as"), "admin"),
                orElse(Tree.text(yaml, "accept"), "application/json"),
                orElse(Tree.text(yaml, "type"), "application/json"),
                body == null ? "" : body instanceof String text ? text : Json.text(body),
                Boolean.TRUE.equals(yaml.get("forget")),
                texts(yaml, "keep"),
                texts(yaml, "until"),
                Tree.texts(yaml, "take"),
                Tree.texts(yaml, "without"));
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static Map<String, String> texts(Map<String, Object> yaml, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        Tree.map(yaml, key).forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    String method() {
        return send.substring(0, send.indexOf(' '));
    }

    String path() {
        return send.substring(send.indexOf(' ') + 1);
    }

    byte[] bodyWith(Map<String, String> kept) {
        return fill(body, kept).replace("{2 MB}", LONG).getBytes(StandardCharsets.UTF_8);
    }

    static String fill(String text, Map<String, String> kept) {
        String filled = text;
        for (Map.Entry<String, String> value : kept.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
