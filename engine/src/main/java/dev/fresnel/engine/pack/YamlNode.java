package dev.fresnel.engine.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A place in a pack's YAML that knows its file, line and column, so that whatever is wrong there can be said well. */
final class YamlNode {

    private final String file;
    private final Node node;

    YamlNode(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    /** The problem of this place. */
    PackProblem problem(String message) {
        Mark mark = node.getStartMark().orElse(null);
        return mark == null
                ? new PackProblem(file, 0, 0, message)
                : new PackProblem(file, mark.getLine() + 1, mark.getColumn() + 1, message);
    }

    InvalidPackException invalid(String message) {
        return new InvalidPackException(problem(message));
    }

    /** The scalar's text, whatever its type. */
    String text() throws InvalidPackException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw invalid("a text is expected here, not a " + (isMap() ? "mapping" : "list"));
    }

    /** The scalar as YAML types it: a Long, a Boolean, or a text. */
    Object scalar() throws InvalidPackException {
        String text = text();
        boolean plain = node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN;
        if (plain && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        return plain && text.matches("-?\\d{1,15}") ? Long.valueOf(text) : text;
    }

    /** Whether it is YAML's null, and not a text that reads like it. */
    boolean isNull() {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("null")
                        || scalar.getValue().equals("~"));
    }

    /** The child of that name, or null. */
    @Nullable
    YamlNode get(String key) throws InvalidPackException {
        return entries().get(key);
    }

    /** The child of that name. */
    YamlNode require(String key) throws InvalidPackException {
        YamlNode child = get(key);
        if (child == null) {
            throw invalid("`" + key + "` is missing; add it");
        }
        return child;
    }

    String text(String key) throws InvalidPackException {
        return require(key).text();
    }

    String text(String key, String fallback) throws InvalidPackException {
        YamlNode child = get(key);
        return child == null ? fallback : child.text();
    }

    boolean flag(String key) throws InvalidPackException {
        return "true".equals(text(key, "false"));
    }

    int number(String key, int fallback) throws InvalidPackException {
        YamlNode child = get(key);
        if (child == null) {
            return fallback;
        }
        try {
            return Integer.parseInt(child.text());
        } catch (NumberFormatException _) {
            throw child.invalid("`" + key + "` is a whole number, not `" + child.text() + "`");
        }
    }

    /** The elements of a list; a single scalar or mapping counts as a list of one. */
    List<YamlNode> elements() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(n -> new YamlNode(file, n)).toList();
        }
        return List.of(this);
    }

    List<YamlNode> elements(String key) throws InvalidPackException {
        YamlNode child = get(key);
        return child == null ? List.of() : child.elements();
    }

    List<String> texts(String key) throws InvalidPackException {
        List<String> texts = new ArrayList<>();
        for (YamlNode element : elements(key)) {
            texts.add(element.text());
        }
        return texts;
    }

    /** The entries of a mapping in the file's order. */
    Map<String, YamlNode> entries() throws InvalidPackException {
        if (!(node instanceof MappingNode mapping)) {
            throw invalid("a mapping (`key: value`) is expected here, not a " + (isList() ? "list" : "text"));
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (var tuple : mapping.getValue()) {
            YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (entries.put(key.text(), new YamlNode(file, tuple.getValueNode())) != null) {
                throw key.invalid("`" + key.text() + "` is there twice; remove one");
            }
        }
        return entries;
    }

    /** The place that a path of keys and indexes leads to, or the last one on the way that is there. */
    YamlNode follow(int steps, IntFunction<String> step) {
        YamlNode here = this;
        for (int i = 0; i < steps; i++) {
            YamlNode next = here.child(step.apply(i));
            if (next == null) {
                return here;
            }
            here = next;
        }
        return here;
    }

    private @Nullable YamlNode child(String name) {
        if (node instanceof SequenceNode sequence) {
            int index = Integer.parseInt(name);
            return index < sequence.getValue().size()
                    ? new YamlNode(file, sequence.getValue().get(index))
                    : null;
        }
        if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name)) {
                    return new YamlNode(file, tuple.getValueNode());
                }
            }
        }
        return null;
    }

    /** The first text here or below that has those words in it, or null. */
    @Nullable
    YamlNode scalarWith(String words) {
        return switch (node) {
            case ScalarNode scalar -> scalar.getValue().contains(words) ? this : null;
            case SequenceNode sequence -> first(sequence.getValue().stream(), words);
            case MappingNode mapping -> first(mapping.getValue().stream().map(NodeTuple::getValueNode), words);
            default -> null;
        };
    }

    private @Nullable YamlNode first(Stream<Node> below, String words) {
        return below.map(each -> new YamlNode(file, each).scalarWith(words))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The key of an entry of this mapping, to point at what is wrong with the key itself. */
    YamlNode keyNode(String name) {
        if (node instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name)) {
                    return new YamlNode(file, key);
                }
            }
        }
        return this;
    }
}
