package dev.fresnel.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextChangeTest {

    private static final String TEXT = """
            # Written by hand: keep this.
            kind: Deployment
            apiVersion: apps/v1
            metadata:
                name: web   # its name
                labels: {app: web, "tier": front}
            spec:
                # as in staging
                replicas: 3 # three
                template:
                    spec:
                        containers:
                        - name: 'main'
                          image: "shop/web:1"
                          args: [--fast, "--port=80"]

                        - name: sidecar # helps
                          image: shop/sidecar
                          script: |
                            one
                            two
                # the end
            """;

    private static TextChange change(String text) {
        return TextChange.of(text, 0).orElseThrow();
    }

    private static String set(String text, @Nullable Object value, String... path) {
        return change(text).set(List.of(path), value);
    }

    private static String remove(String text, String... path) {
        return change(text).remove(List.of(path));
    }

    @Test
    void a_value_changes_and_everything_else_stays_as_it_was_written() {
        assertThat(set(TEXT, 5L, "spec", "replicas")).isEqualTo(TEXT.replace("replicas: 3", "replicas: 5"));
        assertThat(set(TEXT, "shop/web:2", "spec", "template", "spec", "containers", "0", "image"))
                .isEqualTo(TEXT.replace("\"shop/web:1\"", "shop/web:2"));
        assertThat(set(TEXT, "back", "metadata", "labels", "tier")).isEqualTo(TEXT.replace("front", "back"));
        assertThat(set(TEXT, "--slow", "spec", "template", "spec", "containers", "0", "args", "0"))
                .isEqualTo(TEXT.replace("--fast", "\"--slow\""));
        assertThat(set(TEXT, "three\nfour\n", "spec", "template", "spec", "containers", "1", "script"))
                .isEqualTo(TEXT.replace("one\n", "three\n").replace("two\n", "four\n"));
    }

    @Test
    void what_is_missing_comes_after_what_is_there() {
        assertThat(set(TEXT, true, "spec", "paused"))
                .isEqualTo(TEXT.replace("                two\n", "                two\n    paused: true\n"));
        assertThat(set(TEXT, "Never", "spec", "template", "spec", "containers", "0", "imagePullPolicy"))
                .isEqualTo(TEXT.replace("\"--port=80\"]\n", "\"--port=80\"]\n              imagePullPolicy: Never\n"));
        assertThat(set(TEXT, "x", "metadata", "labels", "new")).isEqualTo(TEXT.replace("front}", "front, new: x}"));
        String resources = """
                resources:
                  requests:
                    cpu: "100m"
                """;
        assertThat(set(TEXT, "100m", "spec", "template", "spec", "containers", "1", "resources", "requests", "cpu"))
                .isEqualTo(TEXT.replace("                two\n", "                two\n" + resources.indent(14)));
    }

    @Test
    void elements_of_lists_come_and_go() {
        Map<String, Object> third = new LinkedHashMap<>();
        third.put("name", "third");
        third.put("image", "x");
        String more = set(TEXT, third, "spec", "template", "spec", "containers", "2");
        assertThat(more)
                .contains("                two\n            - name: third\n              image: x\n    # the end\n");
        assertThat(remove(more, "spec", "template", "spec", "containers", "2")).isEqualTo(TEXT);
        assertThat(remove(TEXT, "spec", "template", "spec", "containers", "1"))
                .doesNotContain("sidecar")
                .contains("shop/web:1", "# the end");
    }

    @Test
    void what_goes_takes_its_line_and_empty_mappings_with_it() {
        assertThat(remove(TEXT, "spec", "replicas")).isEqualTo(TEXT.replace("    replicas: 3 # three\n", ""));
        assertThat(remove(TEXT, "metadata", "labels", "app")).isEqualTo(TEXT.replace("app: web, ", ""));
        assertThat(remove(remove(TEXT, "metadata", "labels", "app"), "metadata", "labels", "tier"))
                .isEqualTo(TEXT.replace("    labels: {app: web, \"tier\": front}\n", ""));
        assertThat(remove(TEXT, "spec", "template", "spec", "containers", "0", "name"))
                .isEqualTo(TEXT.replace("name: 'main'\n              image", "image"));
        assertThat(remove(TEXT, "spec", "nothing", "there")).isEqualTo(TEXT);
    }

    @Test
    void a_key_gets_another_name_in_its_place() {
        assertThat(change(TEXT).rename(List.of("metadata", "labels", "tier"), "layer"))
                .isEqualTo(TEXT.replace("\"tier\"", "layer"));
    }

    @Test
    void nothing_where_a_value_would_be_is_filled_and_says_no_longer_that_it_is_not_shown() {
        String secret = """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: s
                data:
                  a: # 9 bytes, not shown
                  b: # 3 bytes, not shown
                """;
        assertThat(set(secret, "bmV3", "data", "a")).isEqualTo(secret.replace("a: # 9 bytes, not shown", "a: bmV3"));
        assertThat(set("kind: A\nmetadata:\n# end\n", "x", "metadata", "name"))
                .isEqualTo("kind: A\nmetadata:\n  name: x\n# end\n");
    }

    @Test
    void only_the_document_that_is_meant_changes() {
        String two = "kind: A\na: 1\n---\nkind: B\na: 1\n";
        assertThat(TextChange.of(two, 1).orElseThrow().set(List.of("a"), 2L))
                .isEqualTo("kind: A\na: 1\n---\nkind: B\na: 2\n");
        assertThat(TextChange.of(two, 2)).isEmpty();
        assertThat(TextChange.of("a: [", 0)).isEmpty();
    }

    /** Whatever a text looks like, it says afterwards what was wanted; mostly without being written anew. */
    @Test
    void it_says_what_was_wanted_whatever_the_text_looks_like() {
        int kept = 0;
        int all = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            String text = "# é𝄞 first\n" + odd(random);
            TextChange change = change(text);
            List<List<String>> paths = new ArrayList<>();
            collect(change.manifest().tree(), List.of(), paths);
            List<String> path = paths.get(random.nextInt(paths.size()));
            Object value = List.of("text", 7L, "two\nlines\n", "yes", Map.of("in", "side"))
                    .get(random.nextInt(5));
            String made = random.nextInt(4) == 0 ? change.remove(path) : change.set(path, value);
            ManifestReader.Reading read = ManifestReader.read(made);
            assertThat(read.problems())
                    .as("seed %d\n%s\n->\n%s", seed, text, made)
                    .isEmpty();
            all++;
            kept += made.startsWith("# é𝄞 first\n") && comments(made) >= comments(text) - 1 ? 1 : 0;
        }
        assertThat(kept).as("of %d", all).isGreaterThan(all * 9 / 10);
    }

    private static long comments(String text) {
        return text.chars().filter(c -> c == '#').count();
    }

    private static void collect(@Nullable Object tree, List<String> path, List<List<String>> into) {
        if (!path.isEmpty()) {
            into.add(path);
        }
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> collect(value, with(path, String.valueOf(key)), into));
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), with(path, String.valueOf(i)), into);
            }
        }
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static String odd(Random random) {
        StringBuilder text = new StringBuilder("kind: Thing\n");
        mapping(random, 0, 0, text);
        return text.toString();
    }

    private static void mapping(Random random, int indent, int depth, StringBuilder text) {
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            if (random.nextInt(3) == 0) {
                text.repeat(' ', indent).append("# a comment\n");
            }
            if (random.nextInt(6) == 0) {
                text.append('\n');
            }
            text.repeat(' ', indent)
                    .append(random.nextBoolean() ? "key" + i : "\"key " + i + "\"")
                    .append(':');
            value(random, indent, depth, text);
        }
    }

    private static void value(Random random, int indent, int depth, StringBuilder text) {
        switch (random.nextInt(depth > 3 ? 5 : 8)) {
            case 0 -> text.append(" 1\n");
            case 1 -> text.append("   'quoted' # why\n");
            case 2 ->
                text.append(" |\n")
                        .repeat(' ', indent + 3)
                        .append("block\n\n")
                        .repeat(' ', indent + 3)
                        .append("text\n");
            case 3 -> text.append(" {a: 1, b: [x, \"y\"]}\n");
            case 4 -> text.append(random.nextBoolean() ? "\n" : " [] # none\n");
            case 5 -> {
                text.append('\n');
                mapping(random, indent + 2 + random.nextInt(2), depth + 1, text);
            }
            case 6 -> {
                text.append(" # list\n");
                for (int i = 0; i < 2; i++) {
                    text.repeat(' ', indent)
                            .append("- a: 1 # é\n")
                            .repeat(' ', indent + 2)
                            .append("b: 𝄞\n");
                }
            }
            default -> {
                text.append('\n');
                for (int i = 0; i < 2; i++) {
                    text.repeat(' ', indent + 2).append("-   plain words # one\n");
                }
            }
        }
    }
}
