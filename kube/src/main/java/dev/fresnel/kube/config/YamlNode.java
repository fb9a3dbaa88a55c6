package dev.fresnel.kube.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A place in a YAML text that knows its line and column. Nothing is built from the text but the tree of its nodes:
 * aliases point at the same node, so a bomb of aliases stays as small as it was written, and only what is asked for is
 * turned into values.
 */
final class YamlNode {

    /** Longer texts are refused: a kubeconfig with a thousand contexts and inline certificates has 10 MB. */
    static final int MAX_CHARACTERS = 16 << 20;

    private static final int MAX_DEPTH = 64;
    private static final int MAX_JSON_VALUES = 10_000;

    private final Node node;

    private YamlNode(Node node) {
        this.node = node;
    }

    /** Reads the first document of a text; null where the text has none. */
    static @Nullable YamlNode parse(String text) throws InvalidYamlException {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAX_CHARACTERS)
                .setSchema(new CoreSchema())
                .build();
        try {
            ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, text));
            Composer composer = new Composer(settings, new DepthLimit(parser, MAX_DEPTH));
            return composer.hasNext() ? new YamlNode(composer.next()) : null;
        } catch (MarkedYamlEngineException e) {
            String problem = String.valueOf(e.getProblem());
            throw e.getProblemMark()
                    .map(mark -> InvalidYamlException.at(mark, problem))
                    .orElseGet(() -> new InvalidYamlException(problem, 0, 0));
        } catch (YamlEngineException e) {
            throw new InvalidYamlException(String.valueOf(e.getMessage()), 0, 0);
        }
    }

    /** From 1. */
    int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** From 1. */
    int column() {
        return node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** The value of a field; null where the field is missing or null. */
    @Nullable
    YamlNode field(String name) throws InvalidYamlException {
        if (!(node instanceof MappingNode mapping)) {
            throw invalid("must have fields");
        }
        Node found = find(mapping, name, 0);
        return found == null || isNull(found) ? null : new YamlNode(found);
    }

    /** Its own fields win over merged ones ({@code <<}). */
    private @Nullable Node find(MappingNode mapping, String name, int merges) throws InvalidYamlException {
        Node found = null;
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
                found = tuple.getValueNode();
            }
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (found == null && isMerge(tuple.getKeyNode())) {
                if (merges > 8) {
                    throw invalid("merges more than 8 levels deep");
                }
                List<Node> sources = tuple.getValueNode() instanceof SequenceNode list
                        ? list.getValue()
                        : List.of(tuple.getValueNode());
                for (Node source : sources) {
                    found = found == null && source instanceof MappingNode merged
                            ? find(merged, name, merges + 1)
                            : found;
                }
            }
        }
        return found;
    }

    /** The elements of a list. */
    List<YamlNode> items() throws InvalidYamlException {
        if (!(node instanceof SequenceNode list)) {
            throw invalid("must be a list");
        }
        return list.getValue().stream().map(YamlNode::new).toList();
    }

    /** The fields of a mapping whose names are not known beforehand, in order. */
    Map<String, YamlNode> fields() throws InvalidYamlException {
        if (!(node instanceof MappingNode mapping)) {
            throw invalid("must have fields");
        }
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && !isNull(tuple.getValueNode())) {
                fields.put(key.getValue(), new YamlNode(tuple.getValueNode()));
            }
        }
        return fields;
    }

    /** A scalar, as it is written. */
    String text() throws InvalidYamlException {
        if (!(node instanceof ScalarNode scalar)) {
            throw invalid("must be text");
        }
        return scalar.getValue();
    }

    /** A scalar that is {@code true} or {@code false}. */
    boolean truth() throws InvalidYamlException {
        return switch (text()) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw invalid("must be true or false");
        };
    }

    /** Everything here as maps, lists, strings, longs, doubles and booleans; nulls are left out. */
    Object json() throws InvalidYamlException {
        return json(node, new int[] {MAX_JSON_VALUES});
    }

    private Object json(Node from, int[] budget) throws InvalidYamlException {
        if (budget[0]-- == 0) {
            throw invalid("holds more than " + MAX_JSON_VALUES + " values");
        }
        return switch (from) {
            case MappingNode mapping -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode key && !isNull(tuple.getValueNode())) {
                        fields.put(key.getValue(), json(tuple.getValueNode(), budget));
                    }
                }
                yield fields;
            }
            case SequenceNode list -> {
                List<Object> items = new ArrayList<>();
                for (Node item : list.getValue()) {
                    items.add(json(item, budget));
                }
                yield items;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw invalid("cannot be understood");
        };
    }

    private static Object scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        try {
            if (scalar.getTag().equals(Tag.BOOL)) {
                return Boolean.valueOf(text);
            }
            if (scalar.getTag().equals(Tag.INT)) {
                return Long.decode(text);
            }
            if (scalar.getTag().equals(Tag.FLOAT)) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException notAsJavaWritesIt) {
            return text;
        }
        return text;
    }

    InvalidYamlException invalid(String message) {
        return new InvalidYamlException(message, line(), column());
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static boolean isMerge(Node key) {
        return key.getTag().equals(Tag.MERGE)
                || (key instanceof ScalarNode scalar && scalar.getValue().equals("<<"));
    }
}
