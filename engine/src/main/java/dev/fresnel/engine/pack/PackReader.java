package dev.fresnel.engine.pack;

import dev.fresnel.engine.relation.KindName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code pack.yaml}: the pack itself, and which files it has. */
final class PackReader {

    private static final Set<String> KEYS =
            Set.of("title", "icon", "version", "presence", "section", "groups", "also", "languages");

    private PackReader() {}

    /**
     * What {@code pack.yaml} says.
     *
     * @param groups of the rail
     * @param also files of kinds that are not in the rail
     * @param languages for which there are translations
     */
    record Description(
            String title,
            String icon,
            String version,
            List<KindName> presence,
            String section,
            List<Group> groups,
            List<YamlNode> also,
            List<YamlNode> languages) {}

    /** A group of the rail, with the files of its kinds. */
    record Group(String id, String title, String icon, List<YamlNode> files) {}

    static Description read(YamlNode node) throws InvalidPackException {
        for (String key : node.entries().keySet()) {
            if (!KEYS.contains(key)) {
                throw node.keyNode(key).invalid(Suggestion.unknown("key", key, KEYS));
            }
        }
        List<Group> groups = new ArrayList<>();
        for (YamlNode group : node.elements("groups")) {
            groups.add(new Group(group.text("id"), group.text("title"), group.text("icon"), group.elements("kinds")));
        }
        return new Description(
                node.text("title"),
                node.text("icon"),
                node.text("version"),
                node.texts("presence").stream().map(KindName::parse).toList(),
                node.text("section", "packs"),
                groups,
                node.elements("also"),
                node.elements("languages"));
    }
}
