package dev.fresnel.engine.pack;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.relation.Relation;
import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a relation: a mapping with {@code id}, {@code title}, {@code kind}, and exactly one way to find the others. */
final class RelationReader {

    private static final Set<String> WAYS = Set.of("owned", "selects", "selectedBy", "names", "namedBy", "labelled");
    private static final Set<String> OPTIONS =
            Set.of("id", "title", "kind", "labels", "namespace", "column", "anyNamespace");

    private RelationReader() {}

    static Relation read(YamlNode node) throws InvalidPackException {
        String way = null;
        for (String key : node.entries().keySet()) {
            if (WAYS.contains(key)) {
                if (way != null) {
                    throw node.keyNode(key)
                            .invalid("a relation has one way, and this has both `" + way + "` and `" + key
                                    + "`; make two relations");
                }
                way = key;
            } else if (!OPTIONS.contains(key)) {
                List<String> known = new ArrayList<>(WAYS);
                known.addAll(OPTIONS);
                throw node.keyNode(key).invalid(Suggestion.unknown("key", key, known));
            }
        }
        if (way == null) {
            throw node.invalid("nothing says how the others are found; add one of "
                    + String.join(", ", WAYS.stream().sorted().toList()));
        }
        return new Relation(
                node.text("id"),
                node.text("title"),
                KindName.parse(node.text("kind")),
                how(way, node.require(way), node),
                node.flag("anyNamespace"));
    }

    private static Relation.How how(String way, YamlNode what, YamlNode node) throws InvalidPackException {
        YamlNode namespace = node.get("namespace");
        YamlNode labels = node.get("labels");
        YamlNode column = node.get("column");
        return switch (way) {
            case "owned" -> new Relation.How.Owned();
            case "selects" -> new Relation.How.Selects(FieldReader.path(what));
            case "selectedBy" ->
                new Relation.How.SelectedBy(
                        FieldReader.path(what),
                        labels == null ? ValuePath.parse("metadata.labels") : FieldReader.path(labels));
            case "names" ->
                new Relation.How.Names(
                        FieldReader.source(what), namespace == null ? null : FieldReader.source(namespace));
            case "namedBy" -> {
                List<ValuePath> fields = new ArrayList<>();
                for (YamlNode field : what.elements()) {
                    fields.add(FieldReader.path(field));
                }
                yield new Relation.How.NamedBy(fields, column == null ? null : column.text());
            }
            default -> {
                Map<String, Source> values = new LinkedHashMap<>();
                for (var entry : what.entries().entrySet()) {
                    values.put(entry.getKey(), FieldReader.source(entry.getValue()));
                }
                yield new Relation.How.Labelled(values);
            }
        };
    }
}
