package dev.fresnel.engine.pack;

import dev.fresnel.engine.kubernetes.Selectors;
import dev.fresnel.engine.tree.Quantities;
import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.Times;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value taken from one place and shown in one way: most columns are of this sort. */
record ScalarValue(Style style, Source source) implements FieldValue {

    /** How the value is shown. */
    enum Style {
        TEXT(ColumnKind.TEXT),
        CODE(ColumnKind.CODE),
        NUMBER(ColumnKind.NUMBER),
        FLAG(ColumnKind.FLAG),
        TIME(ColumnKind.TIME),
        QUANTITY(ColumnKind.QUANTITY),
        SECONDS(ColumnKind.DURATION),
        TAGS(ColumnKind.TAGS),
        COUNT(ColumnKind.NUMBER),
        SELECTOR(ColumnKind.CODE);

        private final ColumnKind kind;

        Style(ColumnKind kind) {
            this.kind = kind;
        }
    }

    private static final Cell MISSING = new Cell.Missing();

    @Override
    public ColumnKind kind() {
        return style.kind;
    }

    @Override
    public List<ValuePath> paths() {
        return source.paths();
    }

    @Override
    public Cell read(Map<String, Object> object, Reading reading) {
        return cell(style, source.read(object));
    }

    /** The cell of a value in a style; what does not fit the style is shown as text. */
    static Cell cell(Style style, @Nullable Object value) {
        if (style == Style.COUNT) {
            return new Cell.Amount(size(value));
        }
        if (value == null) {
            return MISSING;
        }
        Cell cell = switch (style) {
            case TEXT -> null;
            case CODE -> code(value);
            case NUMBER -> number(value);
            case FLAG -> value instanceof Boolean flag ? new Cell.Flag(flag) : null;
            case TIME -> time(value);
            case QUANTITY -> quantity(value);
            case SECONDS -> seconds(value);
            case TAGS -> tags(value);
            case SELECTOR -> value instanceof Map ? selector(value) : null;
            case COUNT -> throw new AssertionError("handled above");
        };
        return cell == null ? text(value) : cell;
    }

    private static Cell text(Object value) {
        String text = Tree.brief(value);
        return text.isEmpty() ? MISSING : new Cell.Text(text);
    }

    private static Cell code(Object value) {
        String text = Tree.brief(value);
        return text.isEmpty() ? MISSING : new Cell.Code(text);
    }

    private static Cell selector(Object value) {
        String text = Selectors.text(value);
        return text.isEmpty() ? MISSING : new Cell.Code(text);
    }

    private static @Nullable Cell number(Object value) {
        if (value instanceof Number number) {
            return new Cell.Amount(number.doubleValue());
        }
        if (value instanceof String text && !text.isEmpty() && text.length() < 20) {
            try {
                return new Cell.Amount(Double.parseDouble(text));
            } catch (NumberFormatException _) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable Cell time(Object value) {
        Long at = Times.parse(Tree.scalar(value));
        return at == null ? null : new Cell.Time(at);
    }

    static @Nullable Cell quantity(Object value) {
        String text = Tree.scalar(value);
        Double amount = text.isEmpty() ? null : Quantities.parse(text);
        return amount == null ? null : new Cell.Quantity(amount, Quantities.readable(text), text);
    }

    private static @Nullable Cell seconds(Object value) {
        return number(value) instanceof Cell.Amount amount
                ? new Cell.Duration(Math.round(amount.value() * 1000), null)
                : null;
    }

    private static @Nullable Cell tags(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? MISSING
                    : new Cell.Tags(list.stream().map(ScalarValue::word).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? MISSING
                    : new Cell.Tags(map.entrySet().stream()
                            .map(e -> Tree.brief(e.getValue()).isEmpty()
                                    ? String.valueOf(e.getKey())
                                    : e.getKey() + "=" + Tree.brief(e.getValue()))
                            .sorted()
                            .toList());
        }
        return null;
    }

    /** An empty word means something, as in {@code apiGroups: [""]}, and would not be seen. */
    private static String word(Object value) {
        String word = Tree.brief(value);
        return word.isEmpty() ? "\"\"" : word;
    }

    static int size(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            default -> 1;
        };
    }
}
