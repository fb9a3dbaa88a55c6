package dev.fresnel.engine.pack;

import dev.fresnel.engine.tree.Quantities;
import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.Times;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Amounts made of several values. */
final class AmountValue {

    private AmountValue() {}

    /** So many of so many; without a whole there is nothing to say. */
    record Ratio(Source part, Source whole) implements FieldValue {

        @Override
        public ColumnKind kind() {
            return ColumnKind.RATIO;
        }

        @Override
        public List<ValuePath> paths() {
            return both(part, whole);
        }

        @Override
        public Cell read(Map<String, Object> object, Reading reading) {
            Object of = whole.read(object);
            Object so = part.read(object);
            if (of == null && so == null) {
                return new Cell.Missing();
            }
            return new Cell.Ratio(count(so), count(of));
        }

        private static long count(@Nullable Object value) {
            return value instanceof List || value instanceof Map ? ScalarValue.size(value) : Tree.whole(0, value);
        }
    }

    /** From one moment to another, or still growing while there is no end. */
    record Span(Source from, @Nullable Source to) implements FieldValue {

        @Override
        public ColumnKind kind() {
            return ColumnKind.DURATION;
        }

        @Override
        public List<ValuePath> paths() {
            return to == null ? from.paths() : both(from, to);
        }

        @Override
        public Cell read(Map<String, Object> object, Reading reading) {
            Long began = Times.parse(Tree.scalar(from.read(object)));
            if (began == null) {
                return new Cell.Missing();
            }
            Long ended = to == null ? null : Times.parse(Tree.scalar(to.read(object)));
            return ended == null ? new Cell.Duration(null, began) : new Cell.Duration(ended - began, null);
        }
    }

    /** Used, requested, limit and allocatable of one resource. */
    record Capacity(
            @Nullable Source used,
            @Nullable Source requested,
            @Nullable Source limit,
            @Nullable Source allocatable) implements FieldValue {

        @Override
        public ColumnKind kind() {
            return ColumnKind.CAPACITY;
        }

        @Override
        public List<ValuePath> paths() {
            List<ValuePath> paths = new ArrayList<>();
            for (Source source : new @Nullable Source[] {used, requested, limit, allocatable}) {
                if (source != null) {
                    paths.addAll(source.paths());
                }
            }
            return paths;
        }

        @Override
        public Cell read(Map<String, Object> object, Reading reading) {
            String amount = text(used == null ? requested : used, object);
            String whole = text(allocatable == null ? limit : allocatable, object);
            if (amount.isEmpty() && whole.isEmpty()) {
                return new Cell.Missing();
            }
            String said = Quantities.readable(amount.isEmpty() ? "0" : amount)
                    + (whole.isEmpty() ? "" : " / " + Quantities.readable(whole));
            return new Cell.Capacity(
                    value(used, object),
                    value(requested, object),
                    value(limit, object),
                    value(allocatable, object),
                    said);
        }

        private static String text(@Nullable Source source, Map<String, Object> object) {
            return source == null ? "" : Tree.scalar(source.read(object));
        }

        private static @Nullable Double value(@Nullable Source source, Map<String, Object> object) {
            String text = text(source, object);
            return text.isEmpty() ? null : Quantities.parse(text);
        }
    }

    private static List<ValuePath> both(Source a, Source b) {
        List<ValuePath> paths = new ArrayList<>(a.paths());
        paths.addAll(b.paths());
        return paths;
    }
}
