package dev.fresnel.engine.pack;

import dev.fresnel.engine.kubernetes.Function;
import dev.fresnel.engine.kubernetes.Functions;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a field: a mapping with {@code title}, options, and exactly one key that says what is shown and how, such as
 * {@code text: spec.nodeName} or {@code java: pod.status}.
 */
final class FieldReader {

    private static final Map<String, ScalarValue.Style> SCALARS = new LinkedHashMap<>();

    static {
        for (ScalarValue.Style style : ScalarValue.Style.values()) {
            SCALARS.put(style.name().toLowerCase(Locale.ROOT), style);
        }
    }

    /** Keys that say what is shown, besides {@link #SCALARS}. */
    private static final Set<String> OTHERS =
            Set.of("condition", "status", "link", "links", "owner", "ratio", "duration", "capacity", "java", "cel");

    private static final Set<String> OPTIONS =
            Set.of("id", "title", "priority", "width", "aliases", "about", "as", "severity");

    private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9]+");

    private FieldReader() {}

    /** Reads one; {@code column} demands an id. */
    static FieldSpec read(YamlNode node, boolean column) throws InvalidPackException {
        FieldValue value = value(node);
        String title = node.text("title", value instanceof StatusValue.OfCondition condition ? condition.type() : "");
        if (title.isEmpty()) {
            throw node.invalid("`title` is missing; say what the column or property is called");
        }
        String id = column ? node.text("id") : node.text("id", id(title));
        if (column && !ID.matcher(id).matches()) {
            throw node.require("id").invalid("`" + id + "` is no id; write it like `lastSchedule`");
        }
        int width = node.number("width", 0);
        YamlNode about = node.get("about");
        return new FieldSpec(
                id,
                title,
                value,
                node.number("priority", 0),
                node.texts("aliases"),
                width > 0 ? Integer.valueOf(width) : null,
                about == null ? null : about.text());
    }

    /** An id from a title: {@code Last schedule} becomes {@code lastSchedule}. */
    static String id(String title) {
        StringBuilder id = new StringBuilder();
        for (String word : NO_WORD.split(title)) {
            if (!word.isEmpty()) {
                id.append(
                        id.isEmpty()
                                ? word.toLowerCase(Locale.ROOT)
                                : Character.toUpperCase(word.charAt(0))
                                        + word.substring(1).toLowerCase(Locale.ROOT));
            }
        }
        return id.toString();
    }

    private static FieldValue value(YamlNode node) throws InvalidPackException {
        String found = null;
        for (String key : node.entries().keySet()) {
            if (SCALARS.containsKey(key) || OTHERS.contains(key)) {
                if (found != null) {
                    throw node.keyNode(key)
                            .invalid("a field shows one thing, and this has both `" + found + "` and `" + key
                                    + "`; remove one");
                }
                found = key;
            } else if (!OPTIONS.contains(key)) {
                List<String> known = new ArrayList<>(SCALARS.keySet());
                known.addAll(OTHERS);
                known.addAll(OPTIONS);
                throw node.keyNode(key).invalid(Suggestion.unknown("key", key, known));
            }
        }
        if (found == null) {
            throw node.invalid("nothing says what is shown; add one of " + String.join(", ", SCALARS.keySet()) + ", "
                    + String.join(", ", OTHERS.stream().sorted().toList()) + ", for example `text: spec.name`");
        }
        YamlNode what = node.require(found);
        ScalarValue.Style style = SCALARS.get(found);
        if (style != null) {
            return new ScalarValue(style, source(what));
        }
        return switch (found) {
            case "condition" -> condition(what);
            case "status" -> status(what);
            case "link" -> link(what, false);
            case "links" -> link(what, true);
            case "owner" -> new OwnerValue(what.text().equals("all"));
            case "ratio" -> new AmountValue.Ratio(source(what.require("part")), source(what.require("whole")));
            case "duration" -> new AmountValue.Span(source(what.require("from")), source(what, "to"));
            case "capacity" ->
                new AmountValue.Capacity(
                        source(what, "used"),
                        source(what, "requested"),
                        source(what, "limit"),
                        source(what, "allocatable"));
            case "java" -> java(what);
            default -> CelReader.read(what, style(node), node.get("severity"));
        };
    }

    private static ScalarValue.Style style(YamlNode node) throws InvalidPackException {
        String as = node.text("as", "text");
        ScalarValue.Style style = SCALARS.get(as);
        if (style == null) {
            throw node.require("as").invalid(Suggestion.unknown("way to show a value", as, SCALARS.keySet()));
        }
        return style;
    }

    private static @Nullable Source source(YamlNode node, String key) throws InvalidPackException {
        YamlNode child = node.get(key);
        return child == null ? null : source(child);
    }

    private static JavaValue java(YamlNode node) throws InvalidPackException {
        Function function = Functions.named(node.text());
        if (function == null) {
            throw node.invalid(Suggestion.unknown("Java function", node.text(), Functions.names()));
        }
        return JavaValue.of(function);
    }

    private static StatusValue.OfCondition condition(YamlNode node) throws InvalidPackException {
        if (node.isScalar()) {
            return new StatusValue.OfCondition(node.text(), Map.of());
        }
        Map<String, String> words = new HashMap<>();
        for (String status : List.of("True", "False", "Unknown")) {
            YamlNode word = node.get(status);
            if (word != null) {
                words.put(status, word.text());
            }
        }
        return new StatusValue.OfCondition(node.text("type"), Map.copyOf(words));
    }

    private static StatusValue.Word status(YamlNode node) throws InvalidPackException {
        if (node.isScalar()) {
            return new StatusValue.Word(source(node), Map.of(), Severity.HEALTHY);
        }
        Map<String, Severity> severities = new HashMap<>();
        for (Severity severity : Severity.values()) {
            for (String word : node.texts(severity.name().toLowerCase(Locale.ROOT))) {
                severities.put(word, severity);
            }
        }
        YamlNode otherwise = node.get("otherwise");
        return new StatusValue.Word(
                source(node.require("word")),
                Map.copyOf(severities),
                otherwise == null ? Severity.HEALTHY : severity(otherwise));
    }

    static Severity severity(YamlNode node) throws InvalidPackException {
        for (Severity severity : Severity.values()) {
            if (severity.name().toLowerCase(Locale.ROOT).equals(node.text())) {
                return severity;
            }
        }
        throw node.invalid(Suggestion.unknown(
                "severity", node.text(), List.of("failed", "warning", "progressing", "unknown", "healthy")));
    }

    private static LinkValue link(YamlNode node, boolean many) throws InvalidPackException {
        YamlNode reference = node.get("ref");
        YamlNode kind = node.get(reference == null ? "kind" : "default");
        if (reference == null && kind == null) {
            throw node.invalid("a link needs `kind` and `name`, or `ref` with the path of a reference");
        }
        return new LinkValue(
                many,
                node.flag("showKind"),
                node.flag("showNamespace"),
                kind == null ? null : KindName.parse(kind.text()),
                reference == null ? source(node.require("name")) : null,
                reference == null ? null : path(reference),
                source(node, "namespace"));
    }

    /** A path with alternatives. */
    static Source source(YamlNode node) throws InvalidPackException {
        try {
            return Source.parse(node.text());
        } catch (IllegalArgumentException e) {
            throw node.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** A path without alternatives. */
    static ValuePath path(YamlNode node) throws InvalidPackException {
        try {
            return ValuePath.parse(node.text());
        } catch (IllegalArgumentException e) {
            throw node.invalid(String.valueOf(e.getMessage()));
        }
    }
}
