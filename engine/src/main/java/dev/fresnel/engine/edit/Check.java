package dev.fresnel.engine.edit;

import dev.fresnel.engine.query.Nearest;
import dev.fresnel.engine.view.EditData.Problem;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.definition.FieldSchema;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Kinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What is wrong with manifests, as the cluster's own schemas tell: the server is still the one that decides. For one text. */
public final class Check {

    /** More than anybody reads at a time. */
    private static final int MOST = 100;

    private final Kinds kinds;
    private final Function<Kind, @Nullable FieldSchema> schemas;
    private final boolean editing;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param schemas of kinds, null where they are not known (yet)
     * @param editing whether the text is of an object that is there, whose hidden values stay
     */
    public Check(Kinds kinds, Function<Kind, @Nullable FieldSchema> schemas, boolean editing) {
        this.editing = editing;
        this.kinds = kinds;
        this.schemas = schemas;
    }

    /** All that is wrong, in the order of the text. */
    public List<Problem> of(ManifestReader.Reading reading) {
        problems.addAll(reading.problems());
        reading.documents().forEach(this::manifest);
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .limit(MOST)
                .toList();
    }

    private void manifest(Manifest manifest) {
        Kind kind = kind(manifest);
        if (kind == null) {
            return;
        }
        if (manifest.name().isEmpty() && manifest.nameBegins().isEmpty()) {
            problems.add(manifest.problem(Phrase.of("edit.noName")));
        }
        if (!editing && !manifest.hidden().isEmpty()) {
            problems.add(manifest.problem(hidden(manifest)));
        }
        FieldSchema schema = schemas.apply(kind);
        if (schema != null) {
            node(manifest.node(), schema, "", 0);
        }
    }

    /** The kind of a manifest; where there is none it has been said why. */
    private @Nullable Kind kind(Manifest manifest) {
        for (String key : List.of("apiVersion", "kind")) {
            if (manifest.tree().get(key) == null) {
                problems.add(manifest.problem(Phrase.of("edit.missing", "key", key)));
                return null;
            }
        }
        Kind kind = kinds.of(manifest.apiVersion(), manifest.kind()).orElse(null);
        if (kind == null && !kinds.all().isEmpty()) {
            problems.add(unserved(manifest));
        }
        return kind;
    }

    /** Applied as it is, a Secret that was shown without its values would lose them. */
    public static Phrase hidden(Manifest manifest) {
        return Phrase.of("edit.hiddenValues", "keys", String.join(", ", manifest.hidden()));
    }

    private Problem unserved(Manifest manifest) {
        Phrase message = unserved(kinds, manifest.apiVersion(), manifest.kind());
        String key = message.key().equals("edit.otherVersion") ? "apiVersion" : "kind";
        Node value = child((MappingNode) manifest.node(), key);
        return value == null ? manifest.problem(message) : Places.problem(value, false, message);
    }

    /** Why there is no such kind: it is served in other versions, it is nearly another one, or nothing is like it. */
    public static Phrase unserved(Kinds kinds, String apiVersion, String kind) {
        List<String> versions = kinds.all().stream()
                .filter(each -> each.name().equals(kind))
                .map(Kind::apiVersion)
                .distinct()
                .toList();
        if (!versions.isEmpty()) {
            return Phrase.of(
                    "edit.otherVersion", "kind", kind, "given", apiVersion, "served", String.join(", ", versions));
        }
        Set<String> names = new LinkedHashSet<>();
        kinds.all().forEach(each -> names.add(each.name()));
        String near = Nearest.to(kind, names);
        return near == null
                ? Phrase.of("edit.noKind", "kind", kind)
                : Phrase.of("edit.noKindBut", "kind", kind, "near", near);
    }

    private static @Nullable Node child(MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return tuple.getValueNode();
            }
        }
        return null;
    }

    private void node(Node node, FieldSchema schema, String field, int depth) {
        if (problems.size() >= MOST || depth > ManifestReader.MAX_DEPTH) {
            return;
        }
        switch (node) {
            case AnchorNode anchor -> node(anchor.getRealNode(), schema, field, depth + 1);
            case MappingNode mapping -> {
                if (fits(node, schema, "object", field)) {
                    mapping(mapping, schema, field, depth);
                }
            }
            case SequenceNode sequence -> {
                if (fits(node, schema, "array", field)) {
                    schema.items()
                            .ifPresent(
                                    items -> sequence.getValue().forEach(each -> node(each, items, field, depth + 1)));
                }
            }
            case ScalarNode scalar -> scalar(scalar, schema, field);
            default -> {}
        }
    }

    private boolean fits(Node node, FieldSchema schema, String type, String field) {
        if (schema.type().isEmpty() || schema.type().equals(type)) {
            return true;
        }
        problems.add(Places.problem(node, false, wrongType(schema.type(), field)));
        return false;
    }

    private void mapping(MappingNode mapping, FieldSchema schema, String field, int depth) {
        Map<String, FieldSchema> properties = schema.properties();
        FieldSchema entries = schema.entries().orElse(null);
        Set<String> there = new LinkedHashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)
                    || key.getValue().equals("<<")) {
                return; // what is merged in is checked where it is written
            }
            String name = key.getValue();
            there.add(name);
            FieldSchema below = properties.getOrDefault(name, entries);
            if (below != null) {
                node(tuple.getValueNode(), below, name, depth + 1);
            } else if (!schema.open()) {
                String near = Nearest.to(name, properties.keySet());
                problems.add(Places.problem(
                        key,
                        false,
                        near == null
                                ? Phrase.of("edit.unknown", "field", name)
                                : Phrase.of("edit.unknownBut", "field", name, "near", near)));
            }
        }
        for (String name : schema.required()) {
            FieldSchema wanted = properties.get(name);
            boolean given = there.contains(name)
                    || (wanted != null && !wanted.standard().isEmpty());
            if (!given && !(depth == 0 && name.equals("status"))) {
                problems.add(Places.problem(
                        mapping,
                        false,
                        field.isEmpty()
                                ? Phrase.of("edit.missing", "key", name)
                                : Phrase.of("edit.missingIn", "key", name, "field", field)));
            }
        }
    }

    private void scalar(ScalarNode scalar, FieldSchema schema, String field) {
        Object value = Scalars.value(scalar);
        if (value == null) {
            return;
        }
        boolean fits = switch (schema.type()) {
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Number && !(value instanceof Double);
            case "number" -> value instanceof Number;
            case "object", "array" -> false;
            default -> true;
        };
        if (!fits) {
            problems.add(Places.problem(scalar, false, wrongType(schema.type(), field)));
        } else if (!schema.values().isEmpty() && !schema.values().contains(scalar.getValue())) {
            String given = scalar.getValue();
            String values = String.join(", ", schema.values());
            String near = Nearest.to(given, schema.values());
            problems.add(Places.problem(
                    scalar,
                    false,
                    near == null
                            ? Phrase.of("edit.notOneOf", "given", given, "values", values)
                            : Phrase.of("edit.notOneOfBut", "given", given, "values", values, "near", near)));
        }
    }

    private static Phrase wrongType(String type, String field) {
        return switch (type) {
            case "string" -> Phrase.of("edit.typeString", "field", field);
            case "boolean" -> Phrase.of("edit.typeBoolean", "field", field);
            case "integer" -> Phrase.of("edit.typeInteger", "field", field);
            case "number" -> Phrase.of("edit.typeNumber", "field", field);
            case "array" -> Phrase.of("edit.typeArray", "field", field);
            default -> Phrase.of("edit.typeObject", "field", field);
        };
    }
}
