package dev.fresnel.engine.edit;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.EditData.Problem;
import dev.fresnel.engine.view.Phrase;
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

    /** {@code ""} where none is given. */
    public String namespace() {
        return Tree.text(tree, "metadata", "namespace");
    }

    /** What is wrong with all of it, told at its beginning. */
    Problem problem(Phrase message) {
        return Places.problem(node, false, message);
    }
}
