package dev.fresnel.engine.edit;

import dev.fresnel.engine.view.AssistData;
import dev.fresnel.engine.view.AssistData.Field;
import dev.fresnel.engine.view.AssistData.Option;
import dev.fresnel.kube.definition.FieldSchema;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Kinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What could be written at a place of a text, and what stands there. Immutable. */
public final class Assistance {

    private static final int MOST = 400;
    private static final Pattern TOP = Pattern.compile("(apiVersion|kind):\\s*[\"']?([^\\s\"'#]+).*");

    private final int line;
    private final int column;
    private final List<String> document;
    private final Cursor cursor;
    private final Cursor whole;

    /**
     * @param line from 1
     * @param column from 1, in code points
     */
    public Assistance(String text, int line, int column) {
        List<String> lines = List.of(text.split("\n", -1));
        int at = Math.clamp(line - 1, 0, lines.size() - 1);
        String here = lines.get(at);
        int start = at;
        while (start > 0 && !isEnd(lines.get(start - 1))) {
            start--;
        }
        int end = at;
        while (end < lines.size() && !isEnd(lines.get(end))) {
            end++;
        }
        this.line = at + 1;
        this.column = here.offsetByCodePoints(0, Math.clamp(column - 1, 0, here.codePointCount(0, here.length()))) + 1;
        this.document = end > start ? lines.subList(start, end) : List.of("");
        int inside = Math.min(at - start, document.size() - 1);
        this.cursor = Cursor.at(document, inside, this.column - 1);
        this.whole = Cursor.at(document, inside, document.get(inside).length());
    }

    private static boolean isEnd(String line) {
        return line.startsWith("---") || line.equals("...");
    }

    private String top(String key) {
        return document.stream()
                .map(TOP::matcher)
                .filter(top -> top.matches() && top.group(1).equals(key))
                .map(top -> top.group(2))
                .findFirst()
                .orElse("");
    }

    /** The kind of the document that the place is in; null where it says none that is served. */
    public @Nullable Kind kind(Kinds kinds) {
        return kinds.of(top("apiVersion"), top("kind")).orElse(null);
    }

    /** For where nothing is known. */
    public AssistData nothing() {
        return new AssistData(line, column, List.of(), null);
    }

    /** @param schema of the document's kind; null where none is known */
    public AssistData with(Kinds kinds, @Nullable FieldSchema schema) {
        List<Option> options = cursor.key() == null ? names(schema) : values(kinds, schema, cursor.key());
        int start = column - cursor.typed().length();
        return new AssistData(line, start, options, schema == null ? null : field(schema));
    }

    private List<Option> names(@Nullable FieldSchema schema) {
        Optional<FieldSchema> in = schema == null ? Optional.empty() : schema.at(cursor.path());
        if (in.isEmpty()) {
            return !cursor.path().isEmpty()
                    ? List.of()
                    : Stream.of("apiVersion", "kind", "metadata")
                            .filter(name -> !cursor.there().contains(name))
                            .map(name -> new Option(name, name + ": ", "string", true, ""))
                            .toList();
        }
        FieldSchema here = elements(in.get());
        List<String> required = here.required();
        List<Option> options = new ArrayList<>();
        here.properties().forEach((name, field) -> {
            if (!cursor.there().contains(name) && !(cursor.path().isEmpty() && name.equals("status"))) {
                options.add(new Option(
                        name, name + ":" + after(field), type(field), required.contains(name), field.description()));
            }
        });
        options.sort(Comparator.comparing((Option option) -> !option.required()));
        return options.subList(0, Math.min(MOST, options.size()));
    }

    /** What stands in a list: of a list of lists, the innermost. */
    private static FieldSchema elements(FieldSchema schema) {
        FieldSchema here = schema;
        for (int i = 0; i < 8 && here.type().equals("array") && here.items().isPresent(); i++) {
            here = here.items().get();
        }
        return here;
    }

    private String after(FieldSchema field) {
        String margin = "\n" + " ".repeat(cursor.indent() + 2);
        return switch (field.type()) {
            case "object" -> margin;
            case "array" -> margin + "- ";
            default -> " ";
        };
    }

    private static String type(FieldSchema field) {
        return field.type().equals("array") && field.items().isPresent()
                ? "[]" + field.items().get().type()
                : field.type();
    }

    private List<Option> values(Kinds kinds, @Nullable FieldSchema schema, String key) {
        Stream<String> values;
        if (cursor.path().isEmpty() && key.equals("apiVersion")) {
            String kind = top("kind");
            boolean any = kinds.all().stream().noneMatch(each -> each.name().equals(kind));
            values = kinds.all().stream()
                    .filter(each -> any || each.name().equals(kind))
                    .map(Kind::apiVersion);
        } else if (cursor.path().isEmpty() && key.equals("kind")) {
            String version = top("apiVersion");
            boolean any =
                    kinds.all().stream().noneMatch(each -> each.apiVersion().equals(version));
            values = kinds.all().stream()
                    .filter(each -> any || each.apiVersion().equals(version))
                    .map(Kind::name);
        } else {
            List<String> path = new ArrayList<>(cursor.path());
            path.add(key);
            FieldSchema field = schema == null
                    ? null
                    : schema.at(path).map(Assistance::elements).orElse(null);
            values = field == null
                    ? Stream.of()
                    : field.type().equals("boolean") ? Stream.of("true", "false") : field.values().stream();
        }
        return values.filter(value -> !value.isEmpty())
                .distinct()
                .limit(MOST)
                .map(value -> new Option(value, value, "", false, ""))
                .toList();
    }

    /** The field that the line of the place names. */
    private @Nullable Field field(FieldSchema schema) {
        if (whole.key() == null) {
            return null;
        }
        List<String> path = new ArrayList<>(whole.path());
        FieldSchema in = schema.at(path).map(Assistance::elements).orElse(null);
        path.add(whole.key());
        FieldSchema field = schema.at(path).orElse(null);
        return field == null || in == null
                ? null
                : new Field(
                        String.join(".", path),
                        type(field),
                        in.required().contains(whole.key()),
                        elements(field).values(),
                        Objects.requireNonNullElse(field.standard(), ""),
                        field.description());
    }
}
