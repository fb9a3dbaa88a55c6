package dev.fresnel.engine.details;

import dev.fresnel.engine.kubernetes.KubectlText;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.DetailsData;
import dev.fresnel.engine.view.DetailsData.Property;
import dev.fresnel.engine.view.DetailsData.Section;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.TableData;
import java.util.List;
import java.util.stream.Collectors;

/** Views as text, so that what a sample must look like can be kept beside it and read in a review. */
final class ViewText {

    private final long now;

    ViewText(long now) {
        this.now = now;
    }

    String details(DetailsData details) {
        String status = details.status() == null ? "" : " [" + cell(details.status()) + "]";
        return details.kindTitle() + " " + details.ref().name() + status + "\n"
                + details.sections().stream().map(this::section).collect(Collectors.joining());
    }

    String cell(Cell cell) {
        String text = KubectlText.of(cell, now);
        return switch (cell) {
            case Cell.Missing _ -> "-";
            case Cell.Status status ->
                status.severity() + " " + text
                        + (status.reason() == null ? "" : " (" + status.reason().key() + ")");
            case Cell.Quantity quantity -> quantity.text() + (quantity.text().equals(text) ? "" : " (" + text + ")");
            case Cell.Link link -> text + " -> " + ref(link.to());
            case Cell.Links links -> links.links().stream().map(this::cell).collect(Collectors.joining("; "));
            default -> text;
        };
    }

    private static String ref(ObjectRef ref) {
        return ref.resource() + "/" + (ref.namespace() == null ? "" : ref.namespace() + "/") + ref.name();
    }

    private String section(Section section) {
        String body = switch (section) {
            case Section.Properties s -> properties("  ", s.properties());
            case Section.Conditions s ->
                s.conditions().stream()
                        .map(c -> "  " + c.severity() + " " + c.type() + "=" + c.status() + " " + c.reason() + " "
                                + c.message() + "\n")
                        .collect(Collectors.joining());
            case Section.Table s -> table(s.columns(), s.rows());
            case Section.KeyValues s ->
                s.entries().stream()
                        .map(e -> "  " + e.key() + ": " + e.value().replace("\n", "\\n") + "\n")
                        .collect(Collectors.joining());
            case Section.Secrets s ->
                s.keys().stream()
                        .map(k -> "  " + k.key() + ": " + k.bytes() + " bytes\n")
                        .collect(Collectors.joining());
            case Section.Containers s ->
                s.containers().stream().map(this::container).collect(Collectors.joining());
            case Section.Events s ->
                s.events().stream()
                        .map(e -> "  " + e.severity() + " " + e.reason() + ": " + e.message() + " x" + e.count() + "\n")
                        .collect(Collectors.joining());
            case Section.Related s ->
                table(s.columns(), s.rows().stream().map(TableData.Row::cells).toList());
            case Section.Text s -> "  (" + s.language() + ") " + s.text().replace("\n", "\\n") + "\n";
        };
        return "\n" + section.id() + ": " + section.title() + "\n" + body;
    }

    private String properties(String indent, List<Property> properties) {
        return properties.stream()
                .map(p -> indent + p.label() + ": " + cell(p.value()) + "\n")
                .collect(Collectors.joining());
    }

    private String table(List<TableData.Column> columns, List<List<Cell>> rows) {
        String head = columns.stream().map(TableData.Column::title).collect(Collectors.joining(" | ", "  ", "\n"));
        return head
                + rows.stream()
                        .map(row -> row.stream().map(this::cell).collect(Collectors.joining(" | ", "  ", "\n")))
                        .collect(Collectors.joining());
    }

    private String container(DetailsData.Container c) {
        return "  " + c.role() + " " + c.name() + " " + c.image()
                + (c.state() == null ? "" : " [" + cell(c.state()) + "]")
                + (c.restarts() == null ? "" : " restarts " + cell(c.restarts()))
                + (c.last() == null ? "" : " last " + cell(c.last()))
                + "\n" + properties("    ", c.properties()) + properties("    env ", c.env())
                + properties("    mount ", c.mounts());
    }
}
