package dev.fresnel.engine.pack;

import dev.fresnel.engine.kubernetes.Conditions;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import dev.fresnel.kube.definition.PrinterColumn;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A printer column of a custom resource. One that shows a condition, or a field that is called phase, state or status, is
 * drawn as a status: that is what its author meant.
 */
final class PrinterValue implements FieldValue {

    private static final Pattern CONDITION =
            Pattern.compile("conditions\\[\\?\\(@\\.type\\s*==\\s*[\"']([A-Za-z0-9./-]+)[\"']\\)\\]\\.(status|reason)");

    private static final Pattern PHASE = Pattern.compile("(?i).*\\.(phase|state|status|health)");

    private final PrinterColumn column;
    private final List<ValuePath> paths;
    private final @Nullable String condition;
    private final boolean ofReason;
    private final ColumnKind kind;

    PrinterValue(PrinterColumn column) {
        this.column = column;
        Matcher matcher = CONDITION.matcher(column.jsonPath());
        this.condition = matcher.find() ? matcher.group(1) : null;
        this.ofReason = condition != null && "reason".equals(matcher.group(2));
        String fields = column.path() == null ? "metadata.name" : column.path().fields();
        // A path that begins with a wildcard needs the whole object, and there is no path for that but its parts.
        this.paths = fields.isEmpty()
                ? List.of(ValuePath.parse("spec"), ValuePath.parse("status"), ValuePath.parse("metadata"))
                : List.of(ValuePath.parse(fields));
        this.kind = kindOf(column, condition != null);
    }

    @Override
    public ColumnKind kind() {
        return kind;
    }

    private static ColumnKind kindOf(PrinterColumn column, boolean condition) {
        return switch (column.type()) {
            case "date" -> ColumnKind.TIME;
            case "integer", "number" -> ColumnKind.NUMBER;
            case "boolean" -> ColumnKind.FLAG;
            default -> condition || PHASE.matcher(column.jsonPath()).matches() ? ColumnKind.STATUS : ColumnKind.TEXT;
        };
    }

    @Override
    public List<ValuePath> paths() {
        return paths;
    }

    @Override
    public Cell read(Map<String, Object> object, Reading reading) {
        Object value = column.value(object);
        return switch (kind) {
            case TIME -> ScalarValue.cell(ScalarValue.Style.TIME, value);
            case NUMBER -> ScalarValue.cell(ScalarValue.Style.NUMBER, value);
            case FLAG -> ScalarValue.cell(ScalarValue.Style.FLAG, value);
            case STATUS -> status(object, Tree.scalar(value));
            default -> ScalarValue.cell(ScalarValue.Style.TEXT, value);
        };
    }

    private Cell status(Map<String, Object> object, String word) {
        if (word.isEmpty()) {
            return new Cell.Missing();
        }
        if (condition == null) {
            return new Cell.Status(Phases.severity(word), word);
        }
        String status = ofReason ? Conditions.status(object, condition) : word;
        Severity severity = Conditions.severity(condition, status);
        return new Cell.Status(severity, word);
    }
}
