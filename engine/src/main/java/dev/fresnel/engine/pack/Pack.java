package dev.fresnel.engine.pack;

import dev.fresnel.engine.relation.KindName;
import java.util.List;
import java.util.Map;

/**
 * A folder of YAML, read.
 *
 * @param name the folder's name, for example {@code core}
 * @param title in English
 * @param icon a name from the icon set
 * @param version the pack's own
 * @param presence kinds of which at least one must be served for the pack to appear; empty for always
 * @param section the part of the rail its groups belong to: {@code objects} or {@code packs}
 * @param groups of the rail, in order
 * @param kinds in the order of the rail
 * @param translations by language: from English to that language
 */
public record Pack(
        String name,
        String title,
        String icon,
        String version,
        List<KindName> presence,
        String section,
        List<RailGroup> groups,
        List<KindPack> kinds,
        Map<String, Map<String, String>> translations) {

    public Pack {
        presence = List.copyOf(presence);
        groups = List.copyOf(groups);
        kinds = List.copyOf(kinds);
        translations = Map.copyOf(translations);
    }

    /**
     * A group of the rail.
     *
     * @param kinds those that belong to it, in order; each kind says so itself too
     */
    public record RailGroup(String id, String title, String icon, List<KindName> kinds) {

        public RailGroup {
            kinds = List.copyOf(kinds);
        }
    }

    /** The pack's texts in a language. */
    public Words words(String language) {
        return new Words(translations.getOrDefault(language, Map.of()));
    }
}
