package dev.fresnel.engine.live;

import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.pack.Words;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.kube.discovery.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What kinds are called in one language: as their pack says, else as discovery does.
 *
 * @param packs all packs
 * @param language BCP 47; only its first part counts
 */
record Titles(Packs packs, String language) {

    /** {@code ja} of {@code ja-JP}: packs are translated by language, not by country. */
    String plainLanguage() {
        int dash = language.indexOf('-');
        return dash < 0 ? language : language.substring(0, dash);
    }

    /** A text that belongs to no kind. */
    String shared(String english) {
        return packs.words(new KindName("", ""), plainLanguage()).of(english);
    }

    Words words(Kind kind) {
        return packs.words(kind, plainLanguage());
    }

    Words words(KindPack pack) {
        return packs.words(pack.kind(), plainLanguage());
    }

    /** {@code Pod}. */
    String singular(Kind kind) {
        KindPack pack = packs.of(kind);
        return pack == null ? kind.name() : words(kind).of(pack.title());
    }

    /** {@code Pods}. */
    String plural(Kind kind) {
        KindPack pack = packs.of(kind);
        return pack == null ? pluralOf(kind) : words(kind).of(pack.plural());
    }

    /** One sentence on what the kind is for, or null. */
    @Nullable
    String about(Kind kind) {
        KindPack pack = packs.of(kind);
        return pack == null || pack.about().isEmpty() ? null : words(kind).of(pack.about());
    }

    /** A name from the icon set. */
    String icon(Kind kind) {
        KindPack pack = packs.of(kind);
        return pack == null || pack.icon() == null ? "braces" : pack.icon();
    }

    ColumnShape column(Kind kind, ColumnShape column) {
        Words words = words(kind);
        return new ColumnShape(
                column.id(),
                words.of(column.title()),
                column.kind(),
                column.priority(),
                column.aliases(),
                column.width(),
                column.about() == null ? null : words.of(column.about()));
    }

    /** Discovery's plural has no capitals: they are taken from the kind's name as far as the two agree. */
    private static String pluralOf(Kind kind) {
        String name = kind.name();
        String plural = kind.plural();
        int same = 0;
        while (same < Math.min(name.length(), plural.length())
                && Character.toLowerCase(name.charAt(same)) == plural.charAt(same)) {
            same++;
        }
        return name.substring(0, same) + plural.substring(same);
    }
}
