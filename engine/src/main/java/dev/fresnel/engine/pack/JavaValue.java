package dev.fresnel.engine.pack;

import dev.fresnel.engine.kubernetes.Function;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;

/** A named function of {@link dev.fresnel.engine.kubernetes}. */
record JavaValue(Function function, List<ValuePath> paths) implements FieldValue {

    static JavaValue of(Function function) {
        return new JavaValue(
                function, function.paths().stream().map(ValuePath::parse).toList());
    }

    @Override
    public ColumnKind kind() {
        return function.kind();
    }

    @Override
    public Cell read(Map<String, Object> object, Reading reading) {
        return function.apply(object, reading.now());
    }
}
