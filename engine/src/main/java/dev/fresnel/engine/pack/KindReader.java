package dev.fresnel.engine.pack;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.relation.Relation;
import dev.fresnel.engine.view.TableData.ColumnKind;
import dev.fresnel.engine.view.ViewRequest.Sort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the file of one kind. All that is wrong in it is reported, not only the first thing. */
final class KindReader {

    private static final Set<String> KEYS = Set.of(
            "kind",
            "title",
            "plural",
            "about",
            "icon",
            "shortNames",
            "twins",
            "columns",
            "sort",
            "status",
            "lead",
            "relations",
            "details",
            "actions",
            "form");

    private final Consumer<PackProblem> problems;
    private final boolean shipped;
    private boolean sound = true;

    /** @param shipped whether it belongs to a pack that ships */
    KindReader(Consumer<PackProblem> problems, boolean shipped) {
        this.problems = problems;
        this.shipped = shipped;
    }

    /** The kind, or null where something is wrong with it. */
    @Nullable
    KindPack read(YamlNode node, @Nullable String group) {
        try {
            for (String key : node.entries().keySet()) {
                if (!KEYS.contains(key)) {
                    report(node.keyNode(key).problem(Suggestion.unknown("key", key, KEYS)));
                }
            }
            List<FieldSpec> columns = columns(node);
            List<Relation> relations = relations(node);
            KindPack kind = new KindPack(
                    node.problem("").file(),
                    KindName.parse(node.text("kind")),
                    node.text("title"),
                    node.text("plural"),
                    node.text("about"),
                    optional(node, "icon"),
                    node.texts("shortNames"),
                    node.texts("twins").stream().map(KindName::parse).toList(),
                    group,
                    columns,
                    sort(node, columns),
                    status(node, columns),
                    lead(node, columns),
                    relations,
                    details(node, relations),
                    actions(node),
                    form(node),
                    shipped ? Places.SHIPPED : Places.in(node));
            return sound ? kind : null;
        } catch (InvalidPackException e) {
            report(e.problem());
            return null;
        }
    }

    private List<FieldSpec> columns(YamlNode node) throws InvalidPackException {
        List<FieldSpec> columns = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlNode element : node.elements("columns")) {
            try {
                FieldSpec column = FieldReader.read(element, true);
                if (!ids.add(column.id())) {
                    throw element.require("id").invalid("two columns are called `" + column.id() + "`; rename one");
                }
                columns.add(column);
            } catch (InvalidPackException e) {
                report(e.problem());
            }
        }
        return columns;
    }

    private List<Relation> relations(YamlNode node) throws InvalidPackException {
        List<Relation> relations = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlNode element : node.elements("relations")) {
            try {
                Relation relation = RelationReader.read(element);
                if (!ids.add(relation.id())) {
                    throw element.require("id").invalid("two relations are called `" + relation.id() + "`; rename one");
                }
                relations.add(relation);
            } catch (InvalidPackException e) {
                report(e.problem());
            }
        }
        return relations;
    }

    private List<SectionSpec> details(YamlNode node, List<Relation> relations) throws InvalidPackException {
        SectionReader reader = new SectionReader(relations);
        List<SectionSpec> sections = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlNode element : node.elements("details")) {
            try {
                SectionSpec section = reader.read(element);
                if (!ids.add(section.id())) {
                    throw element.invalid("two sections have the id `" + section.id() + "`; give one another `id`");
                }
                sections.add(section);
            } catch (InvalidPackException e) {
                report(e.problem());
            }
        }
        return sections;
    }

    private List<ActionSpec> actions(YamlNode node) throws InvalidPackException {
        List<ActionSpec> actions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlNode element : node.elements("actions")) {
            try {
                ActionSpec action = ActionReader.read(element, node.text("kind"));
                if (!ids.add(action.id())) {
                    throw element.require("id").invalid("two actions are called `" + action.id() + "`; rename one");
                }
                actions.add(action);
            } catch (InvalidPackException e) {
                report(e.problem());
            }
        }
        return actions;
    }

    private static @Nullable FormSpec form(YamlNode node) throws InvalidPackException {
        YamlNode form = node.get("form");
        return form == null ? null : FormReader.read(form);
    }

    private static List<Sort> sort(YamlNode node, List<FieldSpec> columns) throws InvalidPackException {
        List<Sort> sorts = new ArrayList<>();
        for (YamlNode sort : node.elements("sort")) {
            String text = sort.text();
            boolean descending = text.startsWith("-");
            sorts.add(new Sort(known(sort, descending ? text.substring(1) : text, columns), descending));
        }
        return sorts;
    }

    private static @Nullable String status(YamlNode node, List<FieldSpec> columns) throws InvalidPackException {
        YamlNode status = node.get("status");
        if (status == null) {
            return null;
        }
        String id = known(status, status.text(), columns);
        boolean says =
                columns.stream().anyMatch(c -> c.id().equals(id) && c.value().kind() == ColumnKind.STATUS);
        if (!says) {
            throw status.invalid("column `" + id + "` is no status; make it one with `status:`, `condition:` or a Java"
                    + " function that gives one");
        }
        return id;
    }

    private static @Nullable String lead(YamlNode node, List<FieldSpec> columns) throws InvalidPackException {
        YamlNode lead = node.get("lead");
        return lead == null ? null : known(lead, lead.text(), columns);
    }

    private static String known(YamlNode node, String id, List<FieldSpec> columns) throws InvalidPackException {
        Map<String, FieldSpec> byId = new HashMap<>();
        columns.forEach(column -> byId.put(column.id(), column));
        if (!byId.containsKey(id) && !id.equals("name") && !id.equals("namespace")) {
            throw node.invalid(Suggestion.unknown("column", id, byId.keySet()));
        }
        return id;
    }

    private static @Nullable String optional(YamlNode node, String key) throws InvalidPackException {
        YamlNode child = node.get(key);
        return child == null ? null : child.text();
    }

    private void report(PackProblem problem) {
        sound = false;
        problems.accept(problem);
    }
}
