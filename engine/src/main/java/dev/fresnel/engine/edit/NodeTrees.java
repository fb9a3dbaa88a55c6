package dev.fresnel.engine.edit;

import dev.fresnel.engine.view.EditData.Problem;
import dev.fresnel.engine.view.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Makes trees of what a YAML parser read, aliases and merge keys written out. An alias is a few letters and stands for
 * anything, so what they add up to is counted. For one text.
 */
final class NodeTrees {

    /** Far beyond what any API server takes: 3 MiB of the shortest fields there are. */
    private static final int MOST_NODES = 1_000_000;

    private static final String MERGE = "<<";

    private final List<Problem> problems;
    private int nodes;

    /** @param problems takes what is wrong but does not keep the text from being read */
    NodeTrees(List<Problem> problems) {
        this.problems = problems;
    }

    @Nullable
    Object tree(Node node, int depth) throws UnreadableTextException {
        if (++nodes > MOST_NODES) {
            throw new UnreadableTextException(
                    Places.problem(node, true, Phrase.of("edit.tooMany", "max", String.valueOf(MOST_NODES))));
        }
        if (depth > ManifestReader.MAX_DEPTH) {
            throw new UnreadableTextException(Places.problem(
                    node, true, Phrase.of("edit.tooDeep", "max", String.valueOf(ManifestReader.MAX_DEPTH))));
        }
        return switch (node) {
            case ScalarNode scalar -> Scalars.value(scalar);
            case SequenceNode sequence -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (Node element : sequence.getValue()) {
                    list.add(tree(element, depth + 1));
                }
                yield list;
            }
            case MappingNode mapping -> map(mapping, depth);
            case AnchorNode anchor -> tree(anchor.getRealNode(), depth + 1);
            default -> throw new UnreadableTextException(Places.problem(node, true, Phrase.of("edit.odd")));
        };
    }

    private Map<String, @Nullable Object> map(MappingNode mapping, int depth) throws UnreadableTextException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new UnreadableTextException(
                        Places.problem(tuple.getKeyNode(), true, Phrase.of("edit.keyNoText")));
            }
            Object value = tree(tuple.getValueNode(), depth + 1);
            if (key.getValue().equals(MERGE)) {
                merge(merged, value);
            } else if (map.containsKey(key.getValue())) {
                problems.add(Places.problem(key, true, Phrase.of("edit.twice", "key", key.getValue())));
            } else {
                map.put(key.getValue(), value);
            }
        }
        merged.forEach(map::putIfAbsent);
        return map;
    }

    private static void merge(Map<String, @Nullable Object> into, @Nullable Object value) {
        if (value instanceof Map<?, ?> one) {
            one.forEach((key, each) -> into.putIfAbsent(String.valueOf(key), each));
        } else if (value instanceof List<?> several) {
            several.forEach(each -> merge(into, each));
        }
    }
}
