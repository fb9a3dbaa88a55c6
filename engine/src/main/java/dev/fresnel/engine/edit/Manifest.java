package dev.fresnel.engine.edit;

import dev.fresnel.engine.details.Hidden;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.EditData.Problem;
import dev.fresnel.engine.view.Phrase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** One object as somebody wrote it: what it says, and where. */
public final class Manifest {

    private final Node node;
    private final Map<String, Object> tree;

    Manifest(Node node, Map<String, Object> tree) {
        this.node = node;
        this.tree = tree;
    }

    Node node() {
        return node;
    }

    /** What it says. */
    public Map<String, Object> tree() {
        return tree;
    }

    public String apiVersion() {
        return Tree.text(tree, "apiVersion");
    }

    public String kind() {
        return Tree.text(tree, "kind");
    }

    public String name() {
        return Tree.text(tree, "metadata", "name");
    }

    /** What the name is to begin with, where it is left to the server; {@code ""} where it is not. */
    public String nameBegins() {
        return name().isEmpty() ? Tree.text(tree, "metadata", "generateName") : "";
    }

    /** Keys of a Secret whose values are not in the text, because it was shown without them. */
    public List<String> hidden() {
        return !Hidden.isSecret(tree)
                ? List.of()
                : Tree.map(tree, "data").entrySet().stream()
                        .filter(entry -> entry.getValue() == null)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** {@code ""} where none is given. */
    public String namespace() {
        return Tree.text(tree, "metadata", "namespace");
    }

    /** What it says, under a name that need not be in the text. */
    public Map<String, Object> named(String name) {
        if (name.equals(name())) {
            return tree;
        }
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(tree, "metadata"));
        metadata.put("name", name);
        Map<String, Object> named = new LinkedHashMap<>(tree);
        named.put("metadata", metadata);
        return named;
    }

    /** What is wrong with all of it, told at its beginning. */
    Problem problem(Phrase message) {
        return Places.problem(node, false, message);
    }
}
