package dev.fresnel.engine.details;

import dev.fresnel.engine.pack.References;
import dev.fresnel.engine.tree.Times;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.DetailsData.KeyValue;
import dev.fresnel.engine.view.DetailsData.Property;
import dev.fresnel.engine.view.DetailsData.Section;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sections of an object of which nothing is known but itself: what is plain becomes properties, lists of mappings become
 * tables, other mappings become names with values, and references become links.
 */
final class UnknownKind {

    private static final int MAX_COLUMNS = 8;
    private static final int MAX_ENTRIES = 200;
    /** Written in capitals wherever they stand in a name, as in {@code dnsNames}. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "API", "CA", "CIDR", "CPU", "CRD", "DNS", "HTTP", "HTTPS", "ID", "IP", "TCP", "TLS", "TTL", "UDP", "UID",
            "URI", "URL");

    /** Whole numbers above this are no longer told apart as figures, so they are shown as they were written. */
    private static final double MAX_EXACT = 1L << 53;

    private static final Set<String> ELSEWHERE = Set.of("apiVersion", "kind", "metadata", "spec", "status");

    private final Page page;
    private final FieldDocs docs;
    private final List<Section> found = new ArrayList<>();

    UnknownKind(Page page, FieldDocs docs) {
        this.page = page;
        this.docs = docs;
    }

    List<Section> sections() {
        Map<String, Object> object = page.object();
        Map<String, Object> top = new LinkedHashMap<>(object);
        top.keySet().removeAll(ELSEWHERE);
        List<Property> summary = new ArrayList<>(owners());
        part(Tree.map(object, "spec"), List.of("spec"), "Summary", summary);
        part(top, List.of(), "More", new ArrayList<>());
        Map<String, Object> status = new LinkedHashMap<>(Tree.map(object, "status"));
        // Conditions have a section of their own, on every page.
        status.remove("conditions");
        part(status, List.of("status"), "Status", new ArrayList<>());
        return found;
    }

    private List<Property> owners() {
        List<Object> owners = Tree.list(page.object(), "metadata", "ownerReferences");
        return owners.stream()
                .map(owner -> page.property("Owner", References.link(owner, null, "", true, page.reading())))
                .toList();
    }

    private void part(Map<String, Object> part, List<String> path, String title, List<Property> properties) {
        List<Section> more = new ArrayList<>();
        part.forEach((name, value) -> {
            List<String> names = append(path, name);
            Cell cell = value == null ? new Cell.Missing() : cell(value);
            if (cell instanceof Cell.Missing) {
                return; // null says no more than leaving it out
            }
            if (cell != null) {
                properties.add(new Property(title(name), cell, docs.about(names)));
            } else if (value instanceof List<?> list) {
                add(more, table(names, list));
            } else {
                add(more, keyValues(names, Tree.map(value)));
            }
        });
        if (!properties.isEmpty()) {
            found.add(new Section.Properties(id(title), page.words().of(title), properties));
        }
        found.addAll(more);
    }

    private static void add(List<Section> to, @Nullable Section section) {
        if (section != null) {
            to.add(section);
        }
    }

    /** A value that fits in a line, or null. */
    private @Nullable Cell cell(Object value) {
        return switch (value) {
            case Boolean flag -> new Cell.Flag(flag);
            case Number number ->
                Math.abs(number.doubleValue()) <= MAX_EXACT
                        ? new Cell.Amount(number.doubleValue())
                        : Page.text(number.toString());
            case String text -> {
                Long at = Times.parse(text);
                yield at == null ? Page.text(text) : new Cell.Time(at);
            }
            case List<?> list
            when list.stream().noneMatch(one -> one instanceof Map || one instanceof List) ->
                Page.tags(list.stream().map(Tree::scalar).toList());
            case Map<?, ?> map when isReference(map) -> References.link(map, null, "", true, page.reading());
            default -> null;
        };
    }

    private static boolean isReference(Map<?, ?> map) {
        return map.get("name") instanceof String
                && map.get("kind") instanceof String
                && map.values().stream().noneMatch(value -> value instanceof Map || value instanceof List);
    }

    private @Nullable Section table(List<String> names, List<?> list) {
        Set<String> columns = new LinkedHashSet<>();
        List<Map<String, Object>> elements = Page.elements(list);
        elements.forEach(element -> columns.addAll(element.keySet()));
        List<String> shown = columns.stream().limit(MAX_COLUMNS).toList();
        List<List<Cell>> rows = elements.stream()
                .limit(MAX_ENTRIES)
                .map(element -> shown.stream()
                        .map(column -> element.containsKey(column) ? any(element.get(column)) : new Cell.Missing())
                        .toList())
                .toList();
        return rows.isEmpty()
                ? null
                : new Section.Table(
                        String.join(".", names),
                        title(names.getLast()),
                        shown.stream()
                                .map(column -> page.column(column, title(column), ColumnKind.TEXT))
                                .toList(),
                        rows);
    }

    private Cell any(@Nullable Object value) {
        Cell cell = value == null ? new Cell.Missing() : cell(value);
        return cell == null ? Page.code(Tree.brief(value)) : cell;
    }

    private @Nullable Section keyValues(List<String> names, Map<String, Object> map) {
        List<KeyValue> entries = new ArrayList<>();
        flatten("", map, entries);
        return entries.isEmpty()
                ? null
                : new Section.KeyValues(String.join(".", names), title(names.getLast()), entries);
    }

    private static void flatten(String prefix, @Nullable Object value, List<KeyValue> to) {
        if (to.size() >= MAX_ENTRIES) {
            return;
        }
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, each) -> flatten(prefix.isEmpty() ? String.valueOf(key) : prefix + "." + key, each, to));
        } else if (value instanceof List<?> list && list.stream().anyMatch(one -> one instanceof Map)) {
            for (int i = 0; i < list.size(); i++) {
                flatten(prefix + "[" + i + "]", list.get(i), to);
            }
        } else {
            to.add(new KeyValue(prefix, Tree.brief(value)));
        }
    }

    /** {@code minReadySeconds} becomes {@code Min ready seconds}; abbreviations stay. */
    static String title(String name) {
        StringBuilder title = new StringBuilder();
        for (String word : name.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\\-.]")) {
            String upper = word.toUpperCase(Locale.ROOT);
            boolean abbreviation = ABBREVIATIONS.contains(upper) || (word.length() > 1 && word.equals(upper));
            String plain = abbreviation ? upper : word.toLowerCase(Locale.ROOT);
            title.append(title.isEmpty() ? "" : " ").append(plain);
        }
        return title.isEmpty() ? name : Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }

    private static String id(String title) {
        return title.toLowerCase(Locale.ROOT);
    }

    private static List<String> append(List<String> path, String name) {
        List<String> names = new ArrayList<>(path);
        names.add(name);
        return names;
    }
}
