package dev.fresnel.engine.pack;

import dev.fresnel.engine.pack.FormSpec.Field;
import dev.fresnel.engine.pack.FormSpec.Group;
import dev.fresnel.engine.pack.FormSpec.Values;
import dev.fresnel.kube.wire.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a form: a mapping with {@code template} and {@code groups}. */
final class FormReader {

    private static final Set<String> KEYS = Set.of("template", "groups");
    private static final Set<String> GROUP_KEYS = Set.of("title", "fields", "pods");
    private static final Set<String> FIELD_KEYS =
            Set.of("title", "path", "about", "along", "of", "hidden", "binary", "item", "fields");

    private FormReader() {}

    static FormSpec read(YamlNode node) throws InvalidPackException {
        known(node, KEYS);
        List<Group> groups = new ArrayList<>();
        for (YamlNode group : node.elements("groups")) {
            known(group, GROUP_KEYS);
            YamlNode pods = group.get("pods");
            if (pods == null) {
                groups.add(new Group(group.text("title"), fields(group)));
            } else {
                groups.addAll(PodForm.of(path(pods)));
            }
        }
        return new FormSpec(ActionReader.tree(node.require("template")), groups);
    }

    private static List<Field> fields(YamlNode node) throws InvalidPackException {
        List<Field> fields = new ArrayList<>();
        for (YamlNode field : node.elements("fields")) {
            fields.add(field(field));
        }
        return fields;
    }

    private static Field field(YamlNode node) throws InvalidPackException {
        known(node, FIELD_KEYS);
        List<List<String>> along = new ArrayList<>();
        for (YamlNode path : node.elements("along")) {
            along.add(path(path));
        }
        YamlNode about = node.get("about");
        YamlNode item = node.get("item");
        return new Field(
                node.text("title"),
                path(node.require("path")),
                about == null ? null : about.text(),
                along,
                node.texts("of"),
                values(node),
                item == null ? Map.of() : ActionReader.tree(item),
                fields(node));
    }

    private static @Nullable Values values(YamlNode node) throws InvalidPackException {
        YamlNode binary = node.get("binary");
        if (node.flag("hidden")) {
            return new Values.Hidden();
        }
        return binary == null ? null : new Values.Plain(path(binary));
    }

    private static List<String> path(YamlNode node) throws InvalidPackException {
        try {
            return FieldPath.parse(node.text()).names();
        } catch (IllegalArgumentException e) {
            throw node.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static void known(YamlNode node, Set<String> keys) throws InvalidPackException {
        for (String key : node.entries().keySet()) {
            if (!keys.contains(key)) {
                throw node.keyNode(key).invalid(Suggestion.unknown("key", key, keys));
            }
        }
    }
}
