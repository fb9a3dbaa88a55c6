package dev.fresnel.engine.pack;

import dev.fresnel.engine.tree.Source;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value computed by an expression.
 *
 * @param severities where the result is a status: by word; null where it is not
 */
record CelValue(
        CelProgram program,
        ScalarValue.Style style,
        @Nullable Map<String, Severity> severities) implements FieldValue {

    @Override
    public ColumnKind kind() {
        return severities == null ? new ScalarValue(style, Source.parse("''")).kind() : ColumnKind.STATUS;
    }

    @Override
    public List<ValuePath> paths() {
        return program.paths();
    }

    @Override
    public Cell read(Map<String, Object> object, Reading reading) {
        Object result = program.evaluate(object);
        if (severities == null) {
            return ScalarValue.cell(style, result);
        }
        String word = Tree.brief(result);
        return word.isEmpty()
                ? new Cell.Missing()
                : new Cell.Status(severities.getOrDefault(word, Severity.HEALTHY), word);
    }
}
