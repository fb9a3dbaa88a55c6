package dev.fresnel.engine.pack;

import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Links to other objects: by name, where the pack knows the kind, or by a reference, which is a map with {@code name} and
 * some of {@code kind}, {@code apiVersion}, {@code apiGroup}, {@code group} and {@code namespace}.
 *
 * @param many whether all that is found is shown, or the first
 * @param showKind whether the kind goes before the name, as in {@code Deployment/web}
 * @param showNamespace whether the namespace goes before the name, as in {@code shop/web}
 * @param target the kind, for references the default
 * @param name a name or several; null for references
 * @param reference a reference or several; null for names
 * @param namespace where the target is, if not where the object is
 */
record LinkValue(
        boolean many,
        boolean showKind,
        boolean showNamespace,
        @Nullable KindName target,
        @Nullable Source name,
        @Nullable ValuePath reference,
        @Nullable Source namespace)
        implements FieldValue {

    @Override
    public ColumnKind kind() {
        return many ? ColumnKind.LINKS : ColumnKind.LINK;
    }

    @Override
    public List<ValuePath> paths() {
        List<ValuePath> paths = new ArrayList<>();
        if (name != null) {
            paths.addAll(name.paths());
        }
        if (reference != null) {
            paths.add(reference);
        }
        if (namespace != null) {
            paths.addAll(namespace.paths());
        }
        return paths;
    }

    @Override
    public Cell read(Map<String, Object> object, Reading reading) {
        Object found = name != null ? name.read(object) : reference == null ? null : reference.read(object);
        List<Object> all =
                found instanceof List<?> list ? List.copyOf(list) : found == null ? List.of() : List.of(found);
        String place = namespace == null ? "" : Tree.brief(namespace.read(object));
        List<Cell> cells = new ArrayList<>();
        for (Object one : all) {
            Cell cell = showNamespace ? placed(link(one, place, reading)) : link(one, place, reading);
            if (!(cell instanceof Cell.Missing) && !cells.contains(cell)) {
                cells.add(cell);
            }
        }
        if (cells.isEmpty()) {
            return new Cell.Missing();
        }
        return many ? together(cells) : cells.getFirst();
    }

    private Cell link(Object one, String place, Reading reading) {
        if (one instanceof Map) {
            return References.link(one, target, place, showKind, reading);
        }
        String text = Tree.scalar(one);
        return target == null || text.isEmpty()
                ? ScalarValue.cell(ScalarValue.Style.TEXT, one)
                : References.link(target, place, text, showKind, reading);
    }

    private static Cell placed(Cell cell) {
        return cell instanceof Cell.Link link && link.to().namespace() != null
                ? new Cell.Link(link.to().namespace() + "/" + link.text(), link.to(), link.severity())
                : cell;
    }

    /** Several links as one cell. */
    static Cell together(List<Cell> cells) {
        List<Cell.Link> links = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell instanceof Cell.Link link) {
                links.add(link);
                texts.add(link.text());
            } else if (cell instanceof Cell.Text text) {
                texts.add(text.text());
            }
        }
        // A kind that is not served cannot be linked to; then the names are still shown.
        return links.size() == cells.size() ? new Cell.Links(links) : new Cell.Tags(texts);
    }
}
