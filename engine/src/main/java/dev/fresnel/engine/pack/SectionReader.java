package dev.fresnel.engine.pack;

import static java.util.Map.entry;

import dev.fresnel.engine.pack.SectionSpec.PodPart.Part;
import dev.fresnel.engine.relation.Relation;
import dev.fresnel.engine.tree.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a section of {@code details}: a mapping whose one key among these says what it is, or that key alone. */
final class SectionReader {

    private static final Map<String, String> TITLES = Map.ofEntries(
            entry("properties", "Summary"),
            entry("conditions", "Conditions"),
            entry("table", ""),
            entry("keyValues", ""),
            entry("secrets", "Data"),
            entry("text", ""),
            entry("containers", "Containers"),
            entry("volumes", "Volumes"),
            entry("settings", "Pod settings"),
            entry("allocated", "Resources"),
            entry("events", "Events"));

    private static final Set<String> OPTIONS = Set.of("id", "title", "columns", "language");

    private final Map<String, Relation> relations = new HashMap<>();

    SectionReader(List<Relation> relations) {
        relations.forEach(relation -> this.relations.put(relation.id(), relation));
    }

    SectionSpec read(YamlNode node) throws InvalidPackException {
        if (node.isScalar()) {
            return switch (node.text()) {
                case "conditions" -> section("conditions", "conditions", "Conditions", node, null);
                case "events" -> new SectionSpec.Events("events", "Events", List.of());
                default ->
                    throw node.invalid("only `conditions` and `events` can stand alone, not `" + node.text() + "`");
            };
        }
        String type = type(node);
        YamlNode what = node.require(type);
        String title = node.text("title", title(type, what));
        if (title.isEmpty()) {
            throw node.invalid("`title` is missing; say what the section is called");
        }
        return section(type, node.text("id", FieldReader.id(title)), title, node, what);
    }

    private String title(String type, YamlNode what) throws InvalidPackException {
        return type.equals("related") ? relation(what).title() : TITLES.getOrDefault(type, "");
    }

    /** A relation of the kind, by its id. */
    private Relation relation(YamlNode node) throws InvalidPackException {
        Relation relation = relations.get(node.text());
        if (relation == null) {
            throw node.invalid(Suggestion.unknown("relation", node.text(), relations.keySet()));
        }
        return relation;
    }

    private static String type(YamlNode node) throws InvalidPackException {
        String type = null;
        for (String key : node.entries().keySet()) {
            if (TITLES.containsKey(key) || key.equals("related")) {
                if (type != null) {
                    throw node.keyNode(key)
                            .invalid("a section is one thing, and this is both `" + type + "` and `" + key
                                    + "`; make two sections");
                }
                type = key;
            } else if (!OPTIONS.contains(key)) {
                List<String> known = new ArrayList<>(TITLES.keySet());
                known.add("related");
                known.addAll(OPTIONS);
                throw node.keyNode(key).invalid(Suggestion.unknown("key", key, known));
            }
        }
        if (type == null) {
            throw node.invalid("nothing says what the section shows; add one of "
                    + String.join(", ", TITLES.keySet().stream().sorted().toList()) + ", related");
        }
        return type;
    }

    private SectionSpec section(String type, String id, String title, YamlNode node, @Nullable YamlNode what)
            throws InvalidPackException {
        if (what == null) {
            return new SectionSpec.Conditions(id, title, ValuePath.parse("status.conditions"));
        }
        return switch (type) {
            case "properties" -> new SectionSpec.Properties(id, title, fields(what));
            case "conditions" -> new SectionSpec.Conditions(id, title, FieldReader.path(what));
            case "table" ->
                what.isMap()
                        ? new SectionSpec.JoinedTable(id, title, maps(what), fields(node.require("columns")))
                        : new SectionSpec.Table(id, title, paths(what), fields(node.require("columns")));
            case "keyValues" -> new SectionSpec.KeyValues(id, title, FieldReader.path(what));
            case "secrets" -> new SectionSpec.Secrets(id, title, FieldReader.path(what));
            case "text" -> new SectionSpec.Text(id, title, FieldReader.path(what), node.text("language", "text"));
            case "containers" -> new SectionSpec.PodPart(id, title, Part.CONTAINERS, FieldReader.path(what));
            case "volumes" -> new SectionSpec.PodPart(id, title, Part.VOLUMES, FieldReader.path(what));
            case "settings" -> new SectionSpec.PodPart(id, title, Part.SETTINGS, FieldReader.path(what));
            case "allocated" ->
                new SectionSpec.Allocated(
                        id,
                        title,
                        relation(what.require("to")).id(),
                        FieldReader.path(what.require("of")),
                        FieldReader.path(what.require("capacity")));
            case "related" -> new SectionSpec.Related(id, title, what.text());
            default -> events(id, title, what);
        };
    }

    private SectionSpec.Events events(String id, String title, YamlNode what) throws InvalidPackException {
        List<String> alsoOf = what.texts("alsoOf");
        for (String relation : alsoOf) {
            if (!relations.containsKey(relation)) {
                throw what.require("alsoOf").invalid(Suggestion.unknown("relation", relation, relations.keySet()));
            }
        }
        return new SectionSpec.Events(id, title, alsoOf);
    }

    private static List<FieldSpec> fields(YamlNode node) throws InvalidPackException {
        List<FieldSpec> fields = new ArrayList<>();
        for (YamlNode element : node.elements()) {
            fields.add(FieldReader.read(element, false));
        }
        return fields;
    }

    private static Map<String, ValuePath> maps(YamlNode node) throws InvalidPackException {
        Map<String, ValuePath> maps = new LinkedHashMap<>();
        for (var entry : node.entries().entrySet()) {
            maps.put(entry.getKey(), FieldReader.path(entry.getValue()));
        }
        return maps;
    }

    private static List<ValuePath> paths(YamlNode node) throws InvalidPackException {
        List<ValuePath> paths = new ArrayList<>();
        for (YamlNode element : node.elements()) {
            paths.add(FieldReader.path(element));
        }
        return paths;
    }
}
