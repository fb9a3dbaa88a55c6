package dev.fresnel.engine.pack;

import dev.fresnel.engine.pack.ActionSpec.Fact;
import dev.fresnel.engine.pack.ActionSpec.Input;
import dev.fresnel.engine.pack.ActionSpec.InputType;
import dev.fresnel.engine.pack.ActionSpec.Step;
import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an action: a mapping with {@code id}, {@code title}, and one key that says what is done. */
final class ActionReader {

    private static final Set<String> STEPS = Set.of("patch", "annotate", "evict", "taint", "create", "java");
    private static final Set<String> KEYS =
            Set.of("id", "title", "icon", "about", "dangerous", "when", "unless", "inputs", "subresource");
    private static final Set<String> CREATE_KEYS = Set.of("resource", "object");
    /** What is known without asking. */
    private static final Set<String> GIVEN = Set.of("now", "name", "namespace", "uid", "suffix");

    /** What looks like the place of a value; braces of other texts, as of JSON, are left alone. */
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private static final Set<String> INPUT_KEYS = Set.of(
            "id", "title", "integer", "min", "max", "text", "pattern", "optional", "choice", "of", "flag", "listed");

    private ActionReader() {}

    /** @param kind whose action it is, as packs write it */
    static ActionSpec read(YamlNode node, String kind) throws InvalidPackException {
        known(node, Stream.concat(KEYS.stream(), STEPS.stream()).collect(Collectors.toSet()));
        List<Input> inputs = new ArrayList<>();
        for (YamlNode input : node.elements("inputs")) {
            inputs.add(input(input));
        }
        Step step = step(node);
        switch (step) {
            case Step.Patch patch -> checkPlaces(node, patch.template(), inputs);
            case Step.Create create -> checkPlaces(node, create.template(), inputs);
            case Step.Java java -> checkInputs(node, java.action(), kind);
            case Step.Taint _, Step.Evict _, Step.Delete _ -> {}
        }
        checkLists(node, step, inputs);
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
            throw node.invalid(
                    "an action does one thing; say which by one of `annotate`, `create`, `evict`, `java`, `patch`, `taint`");
        }
        YamlNode what = node.require(steps.getFirst());
        String subresource = node.text("subresource", "");
        return switch (steps.getFirst()) {
            case "patch" -> new Step.Patch(tree(what), subresource);
            case "annotate" -> new Step.Patch(Map.of("metadata", Map.of("annotations", tree(what))), subresource);
            case "taint" -> new Step.Taint(!add(what));
            case "create" -> {
                known(what, CREATE_KEYS);
                yield new Step.Create(what.text("resource"), tree(what.require("object")));
            }
            case "java" -> new Step.Java(java(what));
            default -> new Step.Evict();
        };
    }

    private static JavaAction java(YamlNode what) throws InvalidPackException {
        String name = what.text();
        JavaAction action = JavaAction.named(name).orElse(null);
        if (action == null) {
            throw what.invalid(Suggestion.unknown("action", name, JavaAction.names()));
        }
        return action;
    }

    /** A named action knows what it can be told; a pack says how that is called and what it is at first. */
    private static void checkInputs(YamlNode node, JavaAction action, String kind) throws InvalidPackException {
        if (action.kind() != null && !action.kind().equals(kind)) {
            throw node.require("java").invalid("`" + action + "` is for " + action.kind() + ", not for " + kind);
        }
        for (YamlNode each : node.elements("inputs")) {
            Input input = input(each);
            Class<? extends InputType> wanted = action.inputs().get(input.id());
            if (wanted == null) {
                throw each.require("id")
                        .invalid(Suggestion.unknown(
                                "input", input.id(), action.inputs().keySet()));
            }
            if (!wanted.isInstance(input.type())) {
                throw each.invalid("`" + input.id() + "` of `" + action + "` is asked for by `" + key(wanted) + "`");
            }
        }
    }

    private static String key(Class<? extends InputType> type) {
        return type.equals(InputType.Whole.class)
                ? "integer"
                : type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static void checkLists(YamlNode node, Step step, List<Input> inputs) throws InvalidPackException {
        boolean lists = inputs.stream().anyMatch(input -> input.type() instanceof InputType.Listed);
        if (lists && !(step instanceof Step.Java)) {
            throw node.require("inputs").invalid("only an action by `java` finds what a `listed` input could be");
        }
    }

    private static boolean add(YamlNode what) throws InvalidPackException {
        return switch (what.text()) {
            case "add" -> true;
            case "remove" -> false;
            default -> throw what.invalid("`taint` is `add` or `remove`");
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
        if (has(node, "text")) {
            return new Input(
                    node.text("id"), node.text("title"), FieldReader.source(node.require("text")), textType(node));
        }
        if (has(node, "flag")) {
            return new Input(
                    node.text("id"),
                    node.text("title"),
                    FieldReader.source(node.require("flag")),
                    new InputType.Flag());
        }
        if (has(node, "listed")) {
            return new Input(
                    node.text("id"),
                    node.text("title"),
                    FieldReader.source(node.require("listed")),
                    new InputType.Listed());
        }
        if (has(node, "choice")) {
            List<String> options = new ArrayList<>();
            for (YamlNode option : node.elements("of")) {
                options.add(option.text());
            }
            if (options.isEmpty()) {
                throw node.invalid("a choice needs its options: `of: [one, another]`");
            }
            return new Input(
                    node.text("id"),
                    node.text("title"),
                    FieldReader.source(node.require("choice")),
                    new InputType.Choice(options));
        }
        return new Input(
                node.text("id"),
                node.text("title"),
                FieldReader.source(node.require("integer")),
                new InputType.Whole(node.number("min", 0), node.number("max", Integer.MAX_VALUE)));
    }

    private static InputType.Text textType(YamlNode node) throws InvalidPackException {
        YamlNode pattern = node.get("pattern");
        try {
            return new InputType.Text(
                    Pattern.compile(pattern == null ? "(?s).*" : pattern.text()), node.flag("optional"));
        } catch (PatternSyntaxException e) {
            throw node.invalid("`pattern` is no regular expression: " + e.getDescription());
        }
    }

    private static void known(YamlNode node, Set<String> keys) throws InvalidPackException {
        for (String key : node.entries().keySet()) {
            if (!keys.contains(key)) {
                throw node.keyNode(key).invalid(Suggestion.unknown("key", key, keys));
            }
        }
    }

    /** The template as a tree: mappings, lists and scalars; {@code null} takes a field away. */
    static Map<String, Object> tree(YamlNode node) throws InvalidPackException {
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
            } else if (value instanceof String text) {
                Matcher place = PLACE.matcher(text);
                while (place.find()) {
                    checkPlace(node, place.group(1), inputs);
                }
            }
        }
    }

    private static void checkPlace(YamlNode node, String place, List<Input> inputs) throws InvalidPackException {
        if (!GIVEN.contains(place)
                && inputs.stream().noneMatch(input -> input.id().equals(place))) {
            throw node.invalid("`{" + place + "}` is no input of this action; add it to `inputs`");
        }
    }
}
