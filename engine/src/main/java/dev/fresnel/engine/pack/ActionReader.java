package dev.fresnel.engine.pack;

import dev.fresnel.engine.pack.ActionSpec.Fact;
import dev.fresnel.engine.pack.ActionSpec.Input;
import dev.fresnel.engine.pack.ActionSpec.Step;
import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an action: a mapping with {@code id}, {@code title}, and one key that says what is done. */
final class ActionReader {

    private static final Set<String> STEPS = Set.of("patch", "annotate", "evict");
    private static final Set<String> KEYS =
            Set.of("id", "title", "icon", "about", "dangerous", "when", "unless", "inputs", "subresource");
    private static final Set<String> INPUT_KEYS = Set.of("id", "title", "integer", "min", "max");

    private ActionReader() {}

    static ActionSpec read(YamlNode node) throws InvalidPackException {
        known(node, Stream.concat(KEYS.stream(), STEPS.stream()).collect(Collectors.toSet()));
        List<Input> inputs = new ArrayList<>();
        for (YamlNode input : node.elements("inputs")) {
            inputs.add(input(input));
        }
        Step step = step(node);
        if (step instanceof Step.Patch patch) {
            checkPlaces(node, patch.template(), inputs);
        }
        YamlNode about = node.get("about");
        return new ActionSpec(
                node.text("id"),
                node.text("title"),
                node.text("icon", "play"),
                about == null ? null : about.text(),
                node.flag("dangerous"),
                facts(node, "when"),
                facts(node, "unless"),
                inputs,
                step);
    }

    private static Step step(YamlNode node) throws InvalidPackException {
        List<String> steps =
                STEPS.stream().filter(key -> has(node, key)).sorted().toList();
        if (steps.size() != 1) {
            throw node.invalid("an action does one thing; say which by one of `annotate`, `evict`, `patch`");
        }
        YamlNode what = node.require(steps.getFirst());
        String subresource = node.text("subresource", "");
        return switch (steps.getFirst()) {
            case "patch" -> new Step.Patch(tree(what), subresource);
            case "annotate" -> new Step.Patch(Map.of("metadata", Map.of("annotations", tree(what))), subresource);
            default -> new Step.Evict();
        };
    }

    private static boolean has(YamlNode node, String key) {
        try {
            return node.get(key) != null;
        } catch (InvalidPackException e) {
            return false;
        }
    }

    private static List<Fact> facts(YamlNode node, String key) throws InvalidPackException {
        List<Fact> facts = new ArrayList<>();
        YamlNode map = node.get(key);
        if (map != null) {
            for (var entry : map.entries().entrySet()) {
                try {
                    facts.add(new Fact(
                            Source.parse(entry.getKey()), entry.getValue().text()));
                } catch (IllegalArgumentException e) {
                    throw map.keyNode(entry.getKey()).invalid(String.valueOf(e.getMessage()));
                }
            }
        }
        return facts;
    }

    private static Input input(YamlNode node) throws InvalidPackException {
        known(node, INPUT_KEYS);
        return new Input(
                node.text("id"),
                node.text("title"),
                FieldReader.source(node.require("integer")),
                node.number("min", 0),
                node.number("max", Integer.MAX_VALUE));
    }

    private static void known(YamlNode node, Set<String> keys) throws InvalidPackException {
        for (String key : node.entries().keySet()) {
            if (!keys.contains(key)) {
                throw node.keyNode(key).invalid(Suggestion.unknown("key", key, keys));
            }
        }
    }

    /** The template as a tree: mappings, lists and scalars; {@code null} takes a field away. */
    private static Map<String, Object> tree(YamlNode node) throws InvalidPackException {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (var entry : node.entries().entrySet()) {
            tree.put(entry.getKey(), value(entry.getValue()));
        }
        return tree;
    }

    private static @Nullable Object value(YamlNode node) throws InvalidPackException {
        if (node.isMap()) {
            return tree(node);
        }
        if (node.isList()) {
            List<@Nullable Object> list = new ArrayList<>();
            for (YamlNode element : node.elements()) {
                list.add(value(element));
            }
            return list;
        }
        return node.isNull() ? null : node.scalar();
    }

    private static void checkPlaces(YamlNode node, Map<String, Object> template, List<Input> inputs)
            throws InvalidPackException {
        for (Object value : template.values()) {
            if (value instanceof Map<?, ?> map) {
                checkPlaces(node, Tree.map(map), inputs);
            } else if (value instanceof String text && text.startsWith("{") && text.endsWith("}")) {
                String place = text.substring(1, text.length() - 1);
                if (!place.equals("now")
                        && inputs.stream().noneMatch(input -> input.id().equals(place))) {
                    throw node.invalid("`{" + place + "}` is no input of this action; add it to `inputs`");
                }
            }
        }
    }
}
