package dev.fresnel.engine.pack;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.relation.Relation;
import dev.fresnel.engine.view.ViewRequest.Sort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one kind is shown, from its file in a pack. Texts are in English; {@link Pack#words} translates them.
 *
 * @param file where it is written, for example {@code core/pod.yaml}
 * @param kind which
 * @param title singular, for example {@code Pod}
 * @param plural for example {@code Pods}
 * @param about one sentence on what the kind is for
 * @param icon a name from the icon set, null for the pack's
 * @param shortNames besides those of discovery
 * @param twins kinds that serve the very same objects a second time; they are not shown beside this one
 * @param group id of its group in the rail, null to be found by the palette only
 * @param columns in order
 * @param sort the order a table opens with: by the first, where that is alike by the next; empty for names
 * @param status id of the column that says how an object is, null if none does
 * @param lead id of the column that leads to the object where its name tells people nothing, null for the name
 * @param relations to objects of other kinds
 * @param details the sections of the details page that the pack places, in order
 * @param actions what can be done to its objects, in order
 * @param form how its objects are written by hand; null where the text is all there is
 * @param places where in the file these are written
 */
public record KindPack(
        String file,
        KindName kind,
        String title,
        String plural,
        String about,
        @Nullable String icon,
        List<String> shortNames,
        List<KindName> twins,
        @Nullable String group,
        List<FieldSpec> columns,
        List<Sort> sort,
        @Nullable String status,
        @Nullable String lead,
        List<Relation> relations,
        List<SectionSpec> details,
        List<ActionSpec> actions,
        @Nullable FormSpec form,
        Places places) {

    public KindPack {
        shortNames = List.copyOf(shortNames);
        twins = List.copyOf(twins);
        columns = List.copyOf(columns);
        sort = List.copyOf(sort);
        relations = List.copyOf(relations);
        details = List.copyOf(details);
        actions = List.copyOf(actions);
    }

    /** The relation of that id, or null. */
    public @Nullable Relation relation(String id) {
        return relations.stream().filter(r -> r.id().equals(id)).findFirst().orElse(null);
    }

    /** Whether it is from a pack of one's own, and not one that ships. */
    public boolean isOnesOwn() {
        return places.known();
    }
}
