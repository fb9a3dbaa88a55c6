package dev.fresnel.simulator.conformance;

import dev.fresnel.simulator.tree.Json;
import dev.fresnel.simulator.tree.Tree;
import dev.fresnel.simulator.tree.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Questions about one subject, asked one after the other: what an earlier one made, a later one finds. */
record Chapter(String name, String title, List<Question> questions) {

    /** All chapters, in the order in which they are asked. */
    static List<Chapter> all() {
        return List.of(
                        "objects",
                        "reading",
                        "watching",
                        "patching",
                        "deleting",
                        "discovery",
                        "workloads",
                        "streaming",
                        "custom",
                        "access",
                        "protobuf",
                        "metrics",
                        "forgetting")
                .stream()
                .map(Chapter::read)
                .toList();
    }

    private static Chapter read(String name) {
        Map<String, Object> yaml = yaml(name);
        return new Chapter(
                name,
                Tree.text(yaml, "title"),
                Tree.maps(yaml, "questions").stream().map(Question::of).toList());
    }

    static Map<String, Object> yaml(String name) {
        try (InputStream in =
                Objects.requireNonNull(Chapter.class.getResourceAsStream(name + ".yaml"), name + ".yaml")) {
            return Tree.map(Yaml.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Json.MalformedJsonException e) {
            throw new IllegalArgumentException(name + ".yaml cannot be read: " + e.getMessage(), e);
        }
    }
}
