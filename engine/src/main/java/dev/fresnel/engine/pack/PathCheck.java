package dev.fresnel.engine.pack;

import dev.fresnel.engine.relation.Relation;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.kube.definition.FieldSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares the paths of a kind's file with the schema that a cluster serves for it: a path that leads nowhere shows
 * nothing, for ever and without a word. A field that has others to fall back on is right if one of them exists, for packs
 * know several versions of a kind.
 */
public final class PathCheck {

    private final KindPack kind;
    private final FieldSchema schema;
    private final List<PackProblem> problems = new ArrayList<>();
    /** The list of the file that is being looked at, and which of its elements. */
    private String list = "columns";

    private int index;

    private PathCheck(KindPack kind, FieldSchema schema) {
        this.kind = kind;
        this.schema = schema;
    }

    /** The paths that lead nowhere. */
    public static List<PackProblem> problems(KindPack kind, FieldSchema schema) {
        PathCheck check = new PathCheck(kind, schema);
        check.each(
                "columns",
                kind.columns(),
                column -> check.field("column `" + column.id() + "`", column.value(), schema));
        check.each("relations", kind.relations(), check::relation);
        check.each("details", kind.details(), check::section);
        FormSpec form = kind.form();
        if (form != null) {
            form.groups().forEach(group -> check.form(group.fields(), schema));
        }
        return List.copyOf(check.problems);
    }

    private <T> void each(String list, List<T> elements, Consumer<T> check) {
        this.list = list;
        for (index = 0; index < elements.size(); index++) {
            check.accept(elements.get(index));
        }
    }

    private void relation(Relation relation) {
        List<ValuePath> paths = switch (relation.how()) {
            case Relation.How.Selects selects -> List.of(selects.selector());
            case Relation.How.SelectedBy by -> List.of(by.labels());
            case Relation.How.Names names -> names.names().paths();
            default -> List.of();
        };
        paths("relation `" + relation.id() + "`", paths, schema);
    }

    private void form(List<FormSpec.Field> fields, FieldSchema from) {
        for (FormSpec.Field field : fields) {
            if (!leads(from, field.path())) {
                String path = String.join(".", field.path());
                problems.add(kind.places()
                        .problem(
                                kind.file(),
                                "form",
                                0,
                                path,
                                "form, " + field.title() + ": the cluster's schema of " + kind.kind() + " has no "
                                        + path + "; correct the path, or leave it out"));
            } else if (!field.fields().isEmpty()) {
                from.at(field.path()).ifPresent(list -> form(field.fields(), list));
            }
        }
    }

    private void section(SectionSpec section) {
        String where = "section `" + section.id() + "`";
        switch (section) {
            case SectionSpec.Properties properties ->
                properties.fields().forEach(field -> field(where + ", " + field.title(), field.value(), schema));
            case SectionSpec.Table table -> table(where, table);
            case SectionSpec.JoinedTable table ->
                table.maps().values().forEach(path -> paths(where, List.of(path), schema));
            case SectionSpec.KeyValues values -> paths(where, List.of(values.of()), schema);
            case SectionSpec.Secrets secrets -> paths(where, List.of(secrets.of()), schema);
            case SectionSpec.Text text -> paths(where, List.of(text.of()), schema);
            case SectionSpec.Allocated allocated -> paths(where, List.of(allocated.of(), allocated.capacity()), schema);
            case SectionSpec.PodPart part -> paths(where, List.of(part.of()), schema);
            case SectionSpec.Conditions _, SectionSpec.Related _, SectionSpec.Events _ -> {}
        }
    }

    private void table(String where, SectionSpec.Table table) {
        List<FieldSchema> levels = new ArrayList<>();
        FieldSchema here = schema;
        for (ValuePath each : table.each()) {
            Optional<FieldSchema> next = here.at(each.names());
            if (next.isEmpty()) {
                paths(where, List.of(each), here);
                return;
            }
            here = next.get();
            levels.add(here);
        }
        for (FieldSpec column : table.columns()) {
            boolean known = column.value().paths().isEmpty()
                    || column.value().paths().stream().anyMatch(path -> inElement(path, levels));
            if (!known) {
                report(where + ", " + column.title(), column.value().paths());
            }
        }
    }

    /** {@code parent} leads one level up; {@code key} and {@code value} are the parts of a mapping's entry. */
    private static boolean inElement(ValuePath path, List<FieldSchema> levels) {
        List<String> names = path.names();
        int level = levels.size() - 1;
        while (level > 0 && !names.isEmpty() && names.getFirst().equals("parent")) {
            names = names.subList(1, names.size());
            level--;
        }
        FieldSchema element = levels.get(level);
        boolean entry = element.entries().isPresent() || element.type().equals("array");
        return (entry && (names.equals(List.of("key")) || names.equals(List.of("value")))) || leads(element, names);
    }

    private void field(String where, FieldValue value, FieldSchema from) {
        paths(where, value.paths(), from);
    }

    private void paths(String where, List<ValuePath> paths, FieldSchema from) {
        boolean known = paths.isEmpty() || paths.stream().anyMatch(path -> leads(from, path.names()));
        if (!known) {
            report(where, paths);
        }
    }

    /** Whether there is such a field, or a place on the way that the schema leaves open. */
    private static boolean leads(FieldSchema from, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            Optional<FieldSchema> here = from.at(names.subList(0, i + 1));
            if (here.isEmpty()) {
                return false;
            }
            FieldSchema place = here.get();
            if (place.properties().isEmpty()
                    && place.entries().isEmpty()
                    && place.type().equals("object")) {
                return true;
            }
        }
        return true;
    }

    private void report(String where, List<ValuePath> paths) {
        ValuePath path = paths.getFirst();
        problems.add(kind.places()
                .problem(
                        kind.file(),
                        list,
                        index,
                        path.toString(),
                        where + ": the cluster's schema of " + kind.kind() + " has no " + path
                                + "; correct the path, or leave it out"));
    }
}
