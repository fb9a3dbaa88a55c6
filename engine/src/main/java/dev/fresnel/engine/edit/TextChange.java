package dev.fresnel.engine.edit;

import dev.fresnel.engine.details.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes one value in an object of a YAML text and leaves all else as it was written: comments, order, quotes, spaces. What
 * it makes is read again; where it does not say what it should (which the odder corners of YAML may bring about), the object is
 * written anew as a whole instead. Immutable.
 *
 * <pre>
 *   spec:
 *     replicas: 3   # as in staging
 *               ▲ replaced          a field that is missing comes after the last of its mapping
 * </pre>
 */
public final class TextChange {

    /** What stands beside a value of a Secret that is not shown. */
    private static final Pattern NOT_SHOWN = Pattern.compile("\\s*# \\d+ bytes, (another value, )?not shown");

    private static final Pattern PLAIN_IN_FLOW = Pattern.compile("[A-Za-z0-9_./@+-]+");

    private final String text;
    private final int document;
    private final Manifest manifest;

    private TextChange(String text, int document, Manifest manifest) {
        this.text = text;
        this.document = document;
        this.manifest = manifest;
    }

    /**
     * Of one of a text's objects; empty where the text cannot be read.
     *
     * @param document number of the object, from 0
     */
    public static Optional<TextChange> of(String text, int document) {
        ManifestReader.Reading reading = ManifestReader.read(text);
        boolean readable = reading.problems().stream().noneMatch(problem -> problem.grave());
        return readable && document >= 0 && document < reading.documents().size()
                ? Optional.of(new TextChange(text, document, reading.documents().get(document)))
                : Optional.empty();
    }

    /** The object as it is before the change. */
    public Manifest manifest() {
        return manifest;
    }

    /**
     * The text with another value at a path.
     *
     * @param path names of fields, and numbers of elements; what is missing on the way is made, and a number one past the end
     *     of a list adds to it
     */
    public String set(List<String> path, @Nullable Object value) {
        return checked(put(path, value), Trees.with(manifest.tree(), path, value));
    }

    /** The text without what is at a path; mappings and lists that are empty then go as well. */
    public String remove(List<String> path) {
        List<String> gone = Trees.whole(manifest.tree(), path);
        return !Trees.has(manifest.tree(), gone) ? text : checked(cut(gone), Trees.without(manifest.tree(), gone));
    }

    /** The text with another name for a field. */
    public String rename(List<String> path, String name) {
        Map<String, Object> wanted = Trees.renamed(manifest.tree(), path, name);
        List<Node> nodes = nodes(path);
        if (nodes.size() == path.size() + 1 && nodes.get(path.size() - 1) instanceof MappingNode mapping) {
            NodeTuple tuple = tuple(mapping, path.getLast());
            if (tuple != null) {
                String key = isFlow(mapping) ? flow(name) : key(name);
                return checked(replaced(start(tuple.getKeyNode()), end(tuple.getKeyNode()), key), wanted);
            }
        }
        return checked(null, wanted);
    }

    /** The text that was made, if it says what is wanted. */
    private String checked(@Nullable String made, Map<String, Object> wanted) {
        if (made != null) {
            ManifestReader.Reading again = ManifestReader.read(made);
            if (again.problems().isEmpty()
                    && document < again.documents().size()
                    && again.documents().get(document).tree().equals(wanted)) {
                return made;
            }
        }
        Node node = manifest.node();
        int column = node.getStartMark().map(Mark::getColumn).orElse(0);
        String whole = YamlText.of((Object) wanted).stripTrailing().replace("\n", "\n" + " ".repeat(column));
        return replaced(start(node), endOf(node), whole);
    }

    /** The nodes on a path, from the root on, as far as it leads. */
    private List<Node> nodes(List<String> path) {
        List<Node> nodes = new ArrayList<>();
        Node here = manifest.node();
        nodes.add(here);
        for (String step : path) {
            Node next = switch (here) {
                case MappingNode mapping -> {
                    NodeTuple tuple = tuple(mapping, step);
                    yield tuple == null ? null : tuple.getValueNode();
                }
                case SequenceNode sequence -> {
                    int index = Trees.index(step);
                    yield index >= 0 && index < sequence.getValue().size()
                            ? sequence.getValue().get(index)
                            : null;
                }
                default -> null;
            };
            if (next == null) {
                return nodes;
            }
            nodes.add(next);
            here = next;
        }
        return nodes;
    }

    private static @Nullable NodeTuple tuple(MappingNode mapping, String name) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .findFirst()
                .orElse(null);
    }

    private @Nullable String put(List<String> path, @Nullable Object value) {
        List<Node> nodes = nodes(path);
        int known = nodes.size() - 1;
        boolean inFlow = nodes.subList(0, nodes.size() - 1).stream().anyMatch(TextChange::isFlow);
        Node last = nodes.getLast();
        if (known == path.size()) {
            return known == 0 ? null : replace(nodes.get(known - 1), path.getLast(), last, value, inFlow);
        }
        Object rest = Trees.around(path.subList(known + 1, path.size()), value);
        String step = path.get(known);
        boolean empty = !(last instanceof CollectionNode<?> collection)
                || collection.getValue().isEmpty();
        if (empty) {
            Object made = Trees.index(step) == 0 && last instanceof SequenceNode
                    ? List.of(Objects.requireNonNullElse(rest, ""))
                    : one(step, rest);
            return known == 0 ? null : replace(nodes.get(known - 1), path.get(known - 1), last, made, inFlow);
        }
        if (last instanceof MappingNode mapping) {
            return addedTo(mapping, step, rest, inFlow || isFlow(mapping));
        }
        return last instanceof SequenceNode sequence ? addedTo(sequence, rest, inFlow || isFlow(sequence)) : null;
    }

    private static Map<String, Object> one(String key, @Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    private @Nullable String replace(Node parent, String step, Node old, @Nullable Object value, boolean inFlow) {
        if (inFlow || isFlow(parent)) {
            return replaced(start(old), end(old), flow(value));
        }
        if (parent instanceof MappingNode mapping) {
            NodeTuple tuple = tuple(mapping, step);
            if (tuple == null) {
                return null;
            }
            int colon = text.indexOf(':', end(tuple.getKeyNode()));
            int indent = column(tuple.getKeyNode());
            // Without the key, what is left is what stands after the colon.
            String entry = YamlText.of((Object) one("k", value)).stripTrailing().substring(2);
            return valued(colon + 1, Math.max(colon + 1, endOf(old)), indented(entry, indent));
        }
        String element = YamlText.of((Object) List.of(value == null ? "" : value))
                .stripTrailing()
                .substring(2);
        return replaced(start(old), endOf(old), indented(element, column(old) - 2));
    }

    /** Puts a value after a colon; a comment beside what was there stays in its line. */
    private String valued(int from, int until, String value) {
        int lineEnd = lineEnd(until);
        String beside = NOT_SHOWN.matcher(text.substring(until, lineEnd)).replaceFirst("");
        int firstLine = value.indexOf('\n');
        String head = firstLine < 0 ? value : value.substring(0, firstLine);
        String below = firstLine < 0 ? "" : value.substring(firstLine);
        return text.substring(0, from) + head + beside + below + text.substring(lineEnd);
    }

    private String addedTo(MappingNode mapping, String key, @Nullable Object value, boolean inFlow) {
        NodeTuple last = mapping.getValue().getLast();
        if (inFlow) {
            int at = end(last.getValueNode());
            return replaced(at, at, ", " + flow(key) + ": " + flow(value));
        }
        int indent = column(mapping.getValue().getFirst().getKeyNode());
        return addedBelow(last.getValueNode(), end(last.getKeyNode()), indent, YamlText.of((Object) one(key, value)));
    }

    private String addedTo(SequenceNode sequence, @Nullable Object value, boolean inFlow) {
        Node last = sequence.getValue().getLast();
        if (inFlow) {
            int at = end(last);
            return replaced(at, at, ", " + flow(value));
        }
        return addedBelow(
                last, start(last), column(sequence), YamlText.of((Object) List.of(value == null ? "" : value)));
    }

    /** Adds lines below the line that a node ends in. */
    private String addedBelow(Node above, int notBefore, int indent, String lines) {
        int at = lineEnd(Math.max(notBefore, endOf(above)));
        String added = "\n" + " ".repeat(indent) + indented(lines.stripTrailing(), indent);
        return replaced(at, at, added);
    }

    private @Nullable String cut(List<String> path) {
        List<Node> nodes = nodes(path);
        if (nodes.size() != path.size() + 1 || path.isEmpty()) {
            return null;
        }
        Node parent = nodes.get(path.size() - 1);
        boolean inFlow = nodes.subList(0, path.size()).stream().anyMatch(TextChange::isFlow);
        return switch (parent) {
            case MappingNode mapping -> {
                int index = mapping.getValue().indexOf(tuple(mapping, path.getLast()));
                List<Node> starts =
                        mapping.getValue().stream().map(NodeTuple::getKeyNode).toList();
                List<Node> ends =
                        mapping.getValue().stream().map(NodeTuple::getValueNode).toList();
                yield cut(starts, ends, index, inFlow, mapping);
            }
            case SequenceNode sequence -> {
                int index = Trees.index(path.getLast());
                yield cut(sequence.getValue(), sequence.getValue(), index, inFlow, sequence);
            }
            default -> null;
        };
    }

    /** Cuts one of some parts out, each with where it begins and where it ends. */
    private @Nullable String cut(List<Node> starts, List<Node> ends, int index, boolean inFlow, Node of) {
        boolean isLast = index == starts.size() - 1;
        if (starts.size() == 1) {
            return replaced(start(of), endOf(of), of instanceof MappingNode ? "{}" : "[]");
        }
        if (inFlow) {
            return isLast
                    ? replaced(end(ends.get(index - 1)), end(ends.get(index)), "")
                    : replaced(start(starts.get(index)), start(starts.get(index + 1)), "");
        }
        int from = start(starts.get(index));
        int lineStart = text.lastIndexOf('\n', from - 1) + 1;
        String before = text.substring(lineStart, from);
        boolean ownLine = of instanceof SequenceNode ? before.strip().equals("-") : before.isBlank();
        if (ownLine) {
            int lineEnd = lineEnd(Math.max(from, endOf(ends.get(index))));
            return lineEnd < text.length()
                    ? replaced(lineStart, lineEnd + 1, "")
                    : replaced(Math.max(0, lineStart - 1), lineEnd, "");
        }
        // It stands behind a dash: what comes next takes its place there.
        return isLast ? null : replaced(from, start(starts.get(index + 1)), "");
    }

    private String replaced(int from, int until, String by) {
        return text.substring(0, from) + by + text.substring(until);
    }

    private static String indented(String lines, int indent) {
        return lines.replace("\n", "\n" + " ".repeat(Math.max(0, indent))).replaceAll("(?m)^ +$", "");
    }

    private static String key(String name) {
        String entry = YamlText.of((Object) one(name, 1L)).stripTrailing();
        return entry.substring(0, entry.lastIndexOf(':'));
    }

    private static String flow(@Nullable Object value) {
        return value instanceof String plain
                        && PLAIN_IN_FLOW.matcher(plain).matches()
                        && YamlText.of((Object) plain).stripTrailing().equals(plain)
                ? plain
                : JsonMapper.shared().writeValueAsString(value);
    }

    private static boolean isFlow(Node node) {
        return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.FLOW;
    }

    private static int column(Node node) {
        return node.getStartMark().map(Mark::getColumn).orElse(0);
    }

    /** Marks count code points. */
    private int place(Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.map(Mark::getIndex).orElse(0));
    }

    private int start(Node node) {
        return place(node.getStartMark());
    }

    private int end(Node node) {
        return place(node.getEndMark());
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Where the last thing in a node ends: the parser's own end may be as far as the beginning of what comes next. */
    private int endOf(Node node) {
        if (node instanceof CollectionNode<?> && !isFlow(node)) {
            return switch (node) {
                case MappingNode mapping -> {
                    NodeTuple last = mapping.getValue().getLast();
                    yield Math.max(end(last.getKeyNode()), endOf(last.getValueNode()));
                }
                case SequenceNode sequence -> endOf(sequence.getValue().getLast());
                default -> end(node);
            };
        }
        int end = end(node);
        int start = start(node);
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
