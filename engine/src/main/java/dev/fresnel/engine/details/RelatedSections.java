package dev.fresnel.engine.details;

import dev.fresnel.engine.kubernetes.Events;
import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.pack.References;
import dev.fresnel.engine.query.Columns;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.relation.RelatedQueries;
import dev.fresnel.engine.relation.RelatedQuery;
import dev.fresnel.engine.relation.Relation;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.DetailsData.Event;
import dev.fresnel.engine.view.DetailsData.Section;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TableData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What hangs together with the object: lists of other objects, and events. */
final class RelatedSections {

    private static final int MAX_ROWS = 20;
    private static final int MAX_COLUMNS = 5;
    private static final int MAX_EVENTS = 100;

    private final Page page;
    private final KindName kind;
    private final RelatedObjects related;

    RelatedSections(Page page, KindName kind, RelatedObjects related) {
        this.page = page;
        this.kind = kind;
        this.related = related;
    }

    /** The list of a relation; null where the object has none, or where the cluster does not serve its kind. */
    @Nullable
    Section related(Relation relation) {
        RelatedQuery query = RelatedQueries.of(relation, kind, page.object());
        RelatedObjects.Found found = query == null ? null : related.find(relation.kind(), query, MAX_ROWS);
        if (query == null || found == null) {
            return null;
        }
        List<ColumnShape> columns = found.columns();
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < columns.size() && shown.size() < MAX_COLUMNS; i++) {
            if (columns.get(i).priority() == 0) {
                shown.add(i);
            }
        }
        List<TableData.Column> heads = new ArrayList<>();
        heads.add(head(Columns.NAME));
        boolean places = relation.anyNamespace() && found.kind().namespaced();
        if (places) {
            heads.add(head(Columns.NAMESPACE));
        }
        shown.forEach(i -> heads.add(head(columns.get(i))));
        List<TableData.Row> rows = found.rows().stream()
                .limit(MAX_ROWS)
                .map(row -> row(row, found, places, shown))
                .toList();
        return new Section.Related(
                relation.id(),
                page.words().of(relation.title()),
                found.kind().resource(),
                heads,
                rows,
                found.total(),
                query.query(),
                found.state());
    }

    /** The objects of a relation; null while they are not all known. */
    @Nullable
    List<Map<String, Object>> whole(Relation relation) {
        RelatedQuery query = RelatedQueries.of(relation, kind, page.object());
        return query == null ? List.of() : related.whole(relation.kind(), query);
    }

    private TableData.Column head(ColumnShape column) {
        String about = column.about();
        return new TableData.Column(
                column.id(),
                page.words().of(column.title()),
                column.kind(),
                column.priority(),
                false,
                column.width(),
                about == null ? null : page.words().of(about));
    }

    private TableData.Row row(Row row, RelatedObjects.Found found, boolean places, List<Integer> shown) {
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell.Code(row.name()));
        if (places) {
            cells.add(new Cell.Text(row.namespace()));
        }
        shown.forEach(i -> cells.add(row.cells().get(i)));
        String namespace = row.namespace().isEmpty() ? null : row.namespace();
        ObjectRef ref =
                new ObjectRef(page.reading().kinds().cluster(), found.kind().resource(), namespace, row.name());
        return new TableData.Row(row.id(), ref, row.severity(), false, cells);
    }

    /** Events of the object and of the objects of some relations, newest first. */
    Section.Events events(String id, String title, List<Relation> alsoOf) {
        String own = Tree.text(page.object(), "metadata", "uid");
        Set<String> uids = new LinkedHashSet<>();
        uids.add(own);
        for (Relation relation : alsoOf) {
            RelatedQuery query = RelatedQueries.of(relation, kind, page.object());
            RelatedObjects.Found found = query == null ? null : related.find(relation.kind(), query, MAX_ROWS);
            if (found != null) {
                found.rows().forEach(row -> uids.add(row.uid()));
            }
        }
        uids.remove("");
        RelatedObjects.Seen seen = related.events(uids);
        List<Event> events = seen.events().stream()
                .map(event -> event(event, own))
                .sorted(Comparator.comparingLong(Event::lastAt).reversed())
                .limit(MAX_EVENTS)
                .toList();
        return new Section.Events(id, page.words().of(title), events, seen.state());
    }

    private Event event(Map<String, Object> event, String own) {
        Long last = Events.lastSeen(event);
        Map<String, Object> involved = Tree.map(event, "involvedObject");
        Cell about = Tree.text(involved, "uid").equals(own)
                ? null
                : References.link(involved, null, "", true, page.reading());
        return new Event(
                Events.severity(event),
                Tree.text(event, "reason"),
                Events.message(event),
                Events.count(event),
                last == null ? 0 : last,
                about,
                Events.source(event));
    }
}
