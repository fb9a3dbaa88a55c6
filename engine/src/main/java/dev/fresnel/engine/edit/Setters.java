package dev.fresnel.engine.edit;

import dev.fresnel.engine.edit.FieldAt.Step;
import dev.fresnel.engine.view.EditData.Setter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Who has set what, told by the lines of a text. */
public final class Setters {

    private Setters() {}

    /**
     * One for each line and each who has set it, in the order of the lines.
     *
     * @param object with its managedFields
     */
    public static List<Setter> of(Manifest manifest, Map<String, Object> object) {
        List<Setter> setters = new ArrayList<>();
        for (FieldOwner owner : FieldOwner.of(object)) {
            for (FieldAt field : owner.fields()) {
                Mark mark = place(manifest.node(), field);
                if (mark != null) {
                    setters.add(new Setter(mark.getLine() + 1, owner.manager(), owner.at()));
                }
            }
        }
        return setters.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Setter::line).thenComparing(Setter::manager))
                .toList();
    }

    private static @Nullable Mark place(Node root, FieldAt field) {
        Node here = root;
        Optional<Mark> mark = Optional.empty();
        for (Step step : field.steps()) {
            Node next = null;
            if (here instanceof MappingNode mapping && step instanceof Step.Name(String name)) {
                NodeTuple tuple = entry(mapping, name);
                if (tuple != null) {
                    mark = tuple.getKeyNode().getStartMark();
                    next = tuple.getValueNode();
                }
            } else if (here instanceof SequenceNode sequence) {
                next = element(sequence, step);
                mark = next == null ? Optional.empty() : next.getStartMark();
            }
            if (next == null) {
                return null;
            }
            here = next;
        }
        return mark.orElse(null);
    }

    private static @Nullable NodeTuple entry(MappingNode mapping, String name) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
                return tuple;
            }
        }
        return null;
    }

    private static @Nullable Node element(SequenceNode sequence, Step step) {
        List<Node> elements = sequence.getValue();
        for (int i = 0; i < elements.size(); i++) {
            Node element = elements.get(i);
            boolean found = switch (step) {
                case Step.Name _ -> false;
                case Step.Index(int index) -> index == i;
                case Step.Value(Object value) -> is(element, value);
                case Step.Key(Map<String, Object> fields) ->
                    element instanceof MappingNode mapping
                            && fields.entrySet().stream().allMatch(each -> {
                                NodeTuple tuple = entry(mapping, each.getKey());
                                return tuple != null && is(tuple.getValueNode(), each.getValue());
                            });
            };
            if (found) {
                return element;
            }
        }
        return null;
    }

    private static boolean is(Node node, Object value) {
        return node instanceof ScalarNode scalar && FieldAt.same(Scalars.value(scalar), value);
    }
}
