package dev.fresnel.engine.details;

import dev.fresnel.engine.kubernetes.Conditions;
import dev.fresnel.engine.pack.SectionSpec;
import dev.fresnel.engine.relation.Relation;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.DetailsData.Condition;
import dev.fresnel.engine.view.DetailsData.KeyValue;
import dev.fresnel.engine.view.DetailsData.SecretKey;
import dev.fresnel.engine.view.DetailsData.Section;
import dev.fresnel.engine.view.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the sections that a pack declares; one that has nothing to show is left out (null). */
final class SectionBuilder {

    private final Page page;
    private final RelatedSections related;
    private final Function<String, @Nullable Relation> relations;

    /** @param relations the kind's relations by id */
    SectionBuilder(Page page, RelatedSections related, Function<String, @Nullable Relation> relations) {
        this.page = page;
        this.related = related;
        this.relations = relations;
    }

    @Nullable
    Section build(SectionSpec spec) {
        return switch (spec) {
            case SectionSpec.Properties properties -> {
                var found = page.properties(properties.fields());
                yield found.isEmpty()
                        ? null
                        : new Section.Properties(properties.id(), page.words().of(properties.title()), found);
            }
            case SectionSpec.Conditions conditions ->
                conditions(conditions.id(), conditions.title(), conditions.of().read(page.object()));
            case SectionSpec.Table table -> new TableSections(page).table(table);
            case SectionSpec.JoinedTable table -> new TableSections(page).joined(table);
            case SectionSpec.KeyValues values -> keyValues(values.id(), values.title(), values.of());
            case SectionSpec.Secrets secrets -> secrets(secrets);
            case SectionSpec.Text text -> {
                String found = Tree.brief(text.of().read(page.object()));
                yield found.isEmpty()
                        ? null
                        : new Section.Text(text.id(), page.words().of(text.title()), found, text.language());
            }
            case SectionSpec.PodPart part -> podPart(part);
            case SectionSpec.Related list -> {
                Relation relation = relations.apply(list.relation());
                yield relation == null ? null : related.related(relation);
            }
            case SectionSpec.Allocated allocated -> {
                Relation relation = relations.apply(allocated.to());
                yield relation == null ? null : new Allocation(page).section(allocated, related.whole(relation));
            }
            case SectionSpec.Events events ->
                related.events(
                        events.id(),
                        events.title(),
                        events.alsoOf().stream()
                                .map(relations)
                                .filter(Objects::nonNull)
                                .toList());
        };
    }

    private @Nullable Section podPart(SectionSpec.PodPart part) {
        Object spec = part.of().read(page.object());
        if (!(spec instanceof Map)) {
            return null;
        }
        // A pod itself has a status beside its spec; a template's containers have none.
        boolean pod = part.of().toString().equals("spec");
        return switch (part.part()) {
            case CONTAINERS ->
                new ContainerSections(page)
                        .section(part.id(), part.title(), spec, pod ? Tree.map(page.object(), "status") : Map.of());
            case VOLUMES -> new PodSections(page).volumes(part.id(), part.title(), spec);
            case SETTINGS -> new PodSections(page).settings(part.id(), part.title(), spec);
        };
    }

    @Nullable
    Section conditions(String id, String title, @Nullable Object from) {
        List<Condition> conditions = new ArrayList<>();
        // A pod that has done its work is not ready, and has let go of what it ran in, and that is well.
        boolean workDone = Page.elements(from).stream()
                .anyMatch(condition -> Tree.text(condition, "reason").equals("PodCompleted"));
        for (Map<String, Object> condition : Page.elements(from)) {
            String type = Tree.text(condition, "type");
            if (type.isEmpty()) {
                continue;
            }
            String status = Tree.text(condition, "status");
            String reason = Tree.text(condition, "reason");
            boolean well = workDone && status.equals("False");
            Severity severity = well ? Severity.HEALTHY : Conditions.severity(type, status);
            String message = Tree.text(condition, "message");
            conditions.add(new Condition(
                    type,
                    status,
                    severity,
                    reason.isEmpty() ? null : reason,
                    message.isEmpty() ? null : message,
                    Tree.time(condition, "lastTransitionTime")));
        }
        return conditions.isEmpty()
                ? null
                : new Section.Conditions(id, page.words().of(title), conditions);
    }

    @Nullable
    Section keyValues(String id, String title, ValuePath of) {
        return entries(id, title, Tree.map(of.read(page.object())));
    }

    @Nullable
    Section entries(String id, String title, Map<String, Object> map) {
        List<KeyValue> entries = map.entrySet().stream()
                .map(e -> new KeyValue(e.getKey(), Tree.brief(e.getValue())))
                .toList();
        return entries.isEmpty() ? null : new Section.KeyValues(id, page.words().of(title), entries);
    }

    private @Nullable Section secrets(SectionSpec.Secrets secrets) {
        List<SecretKey> keys = new ArrayList<>();
        Tree.map(secrets.of().read(page.object()))
                .forEach((key, value) -> keys.add(new SecretKey(key, Hidden.bytes(value))));
        return keys.isEmpty()
                ? null
                : new Section.Secrets(secrets.id(), page.words().of(secrets.title()), keys);
    }
}
