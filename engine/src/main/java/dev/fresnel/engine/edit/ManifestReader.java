package dev.fresnel.engine.edit;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.EditData.Problem;
import dev.fresnel.engine.view.Phrase;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the objects of a YAML text, within limits: whoever drops a file here may have got it from anyone. */
public final class ManifestReader {

    /** In characters; what a browser sends is bounded below that. */
    public static final int MAX_CHARACTERS = 3 << 20;

    static final int MAX_DEPTH = 100;

    private static final int MAX_DOCUMENTS = 500;

    private static final String LIST = "List";

    private final String text;
    private final List<Manifest> documents = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private ManifestReader(String text) {
        this.text = text;
    }

    /**
     * What was read.
     *
     * @param documents those that could be; empty ones are left out
     * @param problems what kept others from being read, and keys that are there twice
     */
    public record Reading(List<Manifest> documents, List<Problem> problems) {
        public Reading {
            documents = List.copyOf(documents);
            problems = List.copyOf(problems);
        }
    }

    public static Reading read(String text) {
        ManifestReader reader = new ManifestReader(text);
        reader.read();
        return new Reading(reader.documents, reader.problems);
    }

    private void read() {
        if (text.length() > MAX_CHARACTERS) {
            problems.add(first("edit.tooLong"));
            return;
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel("text")
                .setCodePointLimit(MAX_CHARACTERS)
                .setAllowNonScalarKeys(true) // refused below, with their place
                .setMaxAliasesForCollections(Integer.MAX_VALUE) // what they add up to is counted below
                .build();
        try {
            measure(settings);
            NodeTrees trees = new NodeTrees(problems);
            for (Node node : new Compose(settings).composeAllFromString(text)) {
                document(node, trees);
            }
        } catch (UnreadableTextException e) {
            problems.add(e.problem());
        } catch (MarkedYamlEngineException e) {
            problems.add(broken(e));
        } catch (YamlEngineException e) {
            problems.add(Places.between(
                    Optional.empty(), Optional.empty(), true, Phrase.of("edit.notYaml", "why", words(e.getMessage()))));
        }
    }

    private void document(Node node, NodeTrees trees) throws UnreadableTextException {
        if (node instanceof ScalarNode scalar && Scalars.value(scalar) == null) {
            return; // nothing between two lines of dashes
        }
        Object tree = trees.tree(node, 0);
        if (!(node instanceof MappingNode mapping) || !(tree instanceof Map<?, ?> map)) {
            problems.add(Places.problem(node, true, Phrase.of("edit.noObject")));
        } else {
            objects(mapping, Tree.map(map));
        }
    }

    /** What kubectl prints of several objects is one document: a list of them. */
    private void objects(MappingNode node, Map<String, Object> tree) {
        Node items = Tree.text(tree, "kind").endsWith(LIST)
                        && Tree.text(tree, "metadata", "name").isEmpty()
                ? value(node, "items")
                : null;
        if (!(items instanceof SequenceNode sequence) || !(tree.get("items") instanceof List<?> trees)) {
            documents.add(new Manifest(node, tree));
            return;
        }
        for (int i = 0; i < trees.size(); i++) {
            Node item = sequence.getValue().get(i);
            if (!(item instanceof MappingNode) || !(trees.get(i) instanceof Map<?, ?> map)) {
                problems.add(Places.problem(item, true, Phrase.of("edit.noObject")));
            } else if (documents.size() == MAX_DOCUMENTS) {
                problems.add(Places.problem(
                        item, true, Phrase.of("edit.tooManyDocuments", "max", String.valueOf(MAX_DOCUMENTS))));
                return;
            } else {
                documents.add(new Manifest(item, ofItsKind(tree, Tree.map(map))));
            }
        }
    }

    /** In a list of one kind its objects need not say which they are of. */
    private static Map<String, Object> ofItsKind(Map<String, Object> list, Map<String, Object> item) {
        String kind = Tree.text(list, "kind");
        if (kind.equals(LIST) || item.containsKey("kind")) {
            return item;
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("apiVersion", Tree.text(list, "apiVersion"));
        whole.put("kind", kind.substring(0, kind.length() - LIST.length()));
        whole.putAll(item);
        return whole;
    }

    private static @Nullable Node value(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst()
                .orElse(null);
    }

    /** The parser is a loop and the composer a recursion: so depth is counted first, over the parser's events. */
    private void measure(LoadSettings settings) throws UnreadableTextException {
        int depth = 0;
        int count = 0;
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case DocumentStart -> count++;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw unreadable(event, Phrase.of("edit.tooDeep", "max", String.valueOf(MAX_DEPTH)));
            }
            if (count > MAX_DOCUMENTS) {
                throw unreadable(event, Phrase.of("edit.tooManyDocuments", "max", String.valueOf(MAX_DOCUMENTS)));
            }
        }
    }

    private static UnreadableTextException unreadable(Event event, Phrase message) {
        return new UnreadableTextException(Places.between(event.getStartMark(), Optional.empty(), true, message));
    }

    private Problem broken(MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark();
        int line = mark.map(Mark::getLine).orElse(0);
        List<String> lines = text.lines().toList();
        // A tab is told where it is: what the parser stumbles over may be some lines below.
        for (int i = Math.min(line, lines.size() - 1); i >= 0 && i >= line - 1; i--) {
            int tab = lines.get(i).indexOf('\t');
            if (tab >= 0 && lines.get(i).substring(0, tab).isBlank()) {
                return new Problem(i + 1, tab + 1, i + 1, tab + 2, true, Phrase.of("edit.tab"));
            }
        }
        String why = e.getProblem() == null ? e.getMessage() : e.getProblem();
        return Places.between(mark, Optional.empty(), true, Phrase.of("edit.notYaml", "why", words(why)));
    }

    private static String words(@Nullable String said) {
        return said == null ? "" : said.lines().findFirst().orElse("");
    }

    private static Problem first(String key) {
        return new Problem(1, 1, 1, 2, true, Phrase.of(key));
    }
}
