package dev.fresnel.engine.pack;

import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;

/** How a column, a property or a small table's column gets its cell. Immutable; used by any number of threads. */
public interface FieldValue {

    /** What its cells are. */
    ColumnKind kind();

    /** The fields that it reads. */
    List<ValuePath> paths();

    /** The cell. A value of a surprising type is shown as text; nothing is ever thrown. */
    Cell read(Map<String, Object> object, Reading reading);
}
