package dev.fresnel.engine.details;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

final class YamlTextTest {

    private static final List<String> ODD = List.of(
            "",
            " ",
            "yes",
            "No",
            "null",
            "~",
            "1",
            "1.0",
            "1e3",
            "0x1F",
            "0o17",
            "010",
            "1_000",
            "12:30:45",
            "2024-01-01",
            "a: b",
            "a #b",
            "#c",
            "- x",
            "-",
            "? x",
            ": x",
            "a:",
            "@x",
            "`x",
            "%x",
            "!x",
            "&x",
            "*x",
            "{",
            "[",
            "]",
            "\"q\"",
            "'q'",
            "back\\slash",
            "tab\there",
            "line\nbreak",
            "line\n",
            "line\n\n",
            "\n",
            "\nx",
            " lead\nx",
            "x\n y\n",
            "x \ny",
            "\r\n",
            "\u0000",
            "\u007f",
            "\u0085",
            "\u2028",
            "\ufeff",
            "名前",
            "😀",
            "\ud83d",
            "=",
            "<<",
            ".inf",
            ".nan",
            "---",
            "...",
            "a\n---\nb",
            "true",
            "on",
            "10.0.0.1",
            "registry.k8s.io/pause:3.10",
            "1Gi",
            "100m",
            "1.36.3",
            "0",
            "-1",
            "+1",
            ".5",
            "x\u00a0y",
            "key with spaces",
            "a,b",
            "x\n\ty",
            "\tx\ny",
            "#\n#\n",
            "1.2.3e5",
            "1.2.3",
            "Infinity");

    @Test
    void writes_as_kubectl_does() {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("status", Map.of("phase", "Running"));
        pod.put("kind", "Pod");
        pod.put("apiVersion", "v1");
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("containers", List.of(ordered("name", "web", "args", List.of("-c", "a\nb\n"), "ports", List.of())));
        pod.put("spec", spec);
        pod.put("metadata", ordered("name", "web", "managedFields", List.of(Map.of("manager", "kubectl"))));
        assertThat(YamlText.of(pod, false)).isEqualTo("""
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                          - name: web
                            args:
                            - "-c"
                            - |
                              a
                              b
                            ports: []
                        status:
                          phase: Running
                        """);
        assertThat(YamlText.of(pod, true)).contains("managedFields:\n  - manager: kubectl\n");
    }

    @Test
    void never_writes_values_of_secrets() {
        Map<String, Object> secret = ordered(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "metadata",
                ordered("name", "s"),
                "data",
                ordered("token", "aHVudGVyMg=="));
        assertThat(YamlText.of(secret, false))
                .contains("token: # 7 bytes, not shown")
                .doesNotContain("aHVudGVyMg");
        Map<String, Object> applied = new LinkedHashMap<>(secret);
        applied.put(
                "metadata",
                Map.of(
                        "name",
                        "s",
                        "annotations",
                        Map.of("kubectl.kubernetes.io/last-applied-configuration", "{\"data\":\"aHVudGVyMg==\"}")));
        applied.put("stringData", Map.of("other", "hunter3"));
        assertThat(YamlText.of(applied, true)).doesNotContain("aHVudGVyMg").doesNotContain("hunter3");
    }

    @Test
    void every_odd_text_reads_back() {
        for (String text : ODD) {
            Map<String, Object> tree = ordered("k", text, "l", List.of(text), "m", ordered(text, "v"));
            assertThat(read(YamlText.of(tree))).as(text).isEqualTo(tree);
        }
    }

    @Test
    void random_trees_read_back() {
        Random random = new Random(20261122);
        for (int i = 0; i < 3_000; i++) {
            Object tree = tree(random, 0);
            String text = YamlText.of(tree);
            assertThat(read(text)).as(text).isEqualTo(tree);
        }
    }

    private static @Nullable Object read(String text) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
        return normal(tree);
    }

    private static @Nullable Object normal(@Nullable Object tree) {
        return switch (tree) {
            case Integer number -> (Object) number.longValue();
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> copy.put(key, normal(value)));
                yield copy;
            }
            case List<?> list -> list.stream().map(YamlTextTest::normal).toList();
            case null, default -> tree;
        };
    }

    private static Object tree(Random random, int depth) {
        int kind = random.nextInt(depth > 4 ? 5 : 8);
        return switch (kind) {
            case 0 -> random.nextLong();
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(-1_000, 1_000) + 0.25;
            case 3, 4 -> text(random);
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(tree(random, depth + 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(text(random), tree(random, depth + 1));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        if (random.nextInt(3) == 0) {
            return ODD.get(random.nextInt(ODD.size()));
        }
        StringBuilder text = new StringBuilder();
        String alphabet = "ab1 -:#'\"\n\t{}[],&*!|>%@`\\.~?=<_é名\u0085\u0001";
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
