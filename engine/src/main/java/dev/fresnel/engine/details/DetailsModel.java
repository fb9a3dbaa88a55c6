package dev.fresnel.engine.details;

import dev.fresnel.engine.pack.ClusterKinds;
import dev.fresnel.engine.pack.KindPack;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.pack.Reading;
import dev.fresnel.engine.pack.SectionSpec;
import dev.fresnel.engine.pack.Words;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.relation.Relation;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.DetailsData;
import dev.fresnel.engine.view.DetailsData.Section;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.SourceState;
import dev.fresnel.kube.discovery.Kind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds details pages of one cluster. A kind that a pack knows gets the pack's sections; any other gets sections made
 * from the object itself and its schema. After them come what was not placed: conditions, related objects, labels,
 * annotations, events. Immutable and thread-safe.
 */
public final class DetailsModel {

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final Packs packs;
    private final ClusterKinds kinds;
    private final InstantSource clock;

    /**
     * @param kinds of the cluster whose objects are shown
     * @param clock tells how long things have been as they are
     */
    public DetailsModel(Packs packs, ClusterKinds kinds, InstantSource clock) {
        this.packs = packs;
        this.kinds = kinds;
        this.clock = clock;
    }

    /**
     * An object to show.
     *
     * @param kind its kind
     * @param object its tree; of a Secret, values may be there and are not shown
     * @param gone whether it has been deleted meanwhile
     * @param state how far it can be believed
     * @param docs what its fields mean, for kinds that no pack knows
     */
    public record Subject(Kind kind, Map<String, Object> object, boolean gone, SourceState state, FieldDocs docs) {}

    /** The page of an object in a language such as {@code en} or {@code ja}. */
    public DetailsData build(Subject subject, String language, RelatedObjects related) {
        Kind kind = subject.kind();
        Map<String, Object> object = Hidden.withoutValues(subject.object());
        String namespace = Tree.text(object, "metadata", "namespace");
        Reading reading = new Reading(kinds, namespace, clock.millis());
        Words words = packs.words(kind, language);
        KindPack pack = packs.of(kind);
        Page page = new Page(object, reading, words);
        return new DetailsData(
                new ObjectRef(
                        kinds.cluster(),
                        kind.resource(),
                        namespace.isEmpty() ? null : namespace,
                        Tree.text(object, "metadata", "name")),
                pack == null ? kind.name() : words.of(pack.title()),
                pack == null || pack.icon() == null ? "object" : pack.icon(),
                new ObjectStatus(packs, clock).of(kind, object, kinds),
                Tree.time(object, "metadata", "creationTimestamp"),
                Tree.time(object, "metadata", "deletionTimestamp"),
                subject.gone(),
                sections(subject, pack, page, related),
                subject.state());
    }

    private static List<Section> sections(Subject subject, @Nullable KindPack pack, Page page, RelatedObjects related) {
        KindName name = new KindName(subject.kind().group(), subject.kind().name());
        Map<String, Relation> relations = new HashMap<>();
        if (pack != null) {
            pack.relations().forEach(relation -> relations.put(relation.id(), relation));
        }
        RelatedSections lists = new RelatedSections(page, name, related);
        SectionBuilder builder = new SectionBuilder(page, lists, relations::get);
        List<@Nullable Section> sections = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        if (pack == null || pack.details().isEmpty()) {
            sections.addAll(new UnknownKind(page, subject.docs()).sections());
        } else {
            for (SectionSpec spec : pack.details()) {
                sections.add(builder.build(spec));
                placed.add(placed(spec));
            }
        }
        if (!placed.contains("conditions")) {
            sections.add(
                    builder.conditions("conditions", "Conditions", Tree.at(page.object(), "status", "conditions")));
        }
        if (pack != null) {
            for (Relation relation : pack.relations()) {
                if (!placed.contains("related " + relation.id())) {
                    sections.add(lists.related(relation));
                }
            }
        }
        sections.add(builder.entries("labels", "Labels", Tree.map(page.object(), "metadata", "labels")));
        sections.add(builder.entries("annotations", "Annotations", annotations(page.object())));
        if (!placed.contains("events") && !name.equals(new KindName("", "Event"))) {
            sections.add(lists.events("events", "Events", List.of()));
        }
        List<Section> present = new ArrayList<>();
        for (Section section : sections) {
            if (section != null) {
                present.add(section);
            }
        }
        return present;
    }

    private static String placed(SectionSpec spec) {
        return switch (spec) {
            case SectionSpec.Conditions _ -> "conditions";
            case SectionSpec.Events _ -> "events";
            case SectionSpec.Related related -> "related " + related.relation();
            default -> "";
        };
    }

    /** All but the one in which kubectl repeats the whole object. */
    private static Map<String, Object> annotations(Map<String, Object> object) {
        Map<String, Object> annotations = new TreeMap<>(Tree.map(object, "metadata", "annotations"));
        annotations.remove(LAST_APPLIED);
        return annotations;
    }
}
