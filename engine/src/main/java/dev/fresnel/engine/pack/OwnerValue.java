package dev.fresnel.engine.pack;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.tree.ValuePath;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The owners of an object, as links.
 *
 * @param all whether all are shown, or the controller alone
 */
record OwnerValue(boolean all) implements FieldValue {

    private static final List<ValuePath> PATHS = List.of(ValuePath.parse("metadata.ownerReferences"));

    @Override
    public ColumnKind kind() {
        return all ? ColumnKind.LINKS : ColumnKind.LINK;
    }

    @Override
    public List<ValuePath> paths() {
        return PATHS;
    }

    @Override
    public Cell read(Map<String, Object> object, Reading reading) {
        List<Cell> owners = new ArrayList<>();
        for (Object owner : Tree.list(object, "metadata", "ownerReferences")) {
            if (all || Tree.yes(owner, "controller")) {
                owners.add(References.link(owner, null, "", true, reading));
            }
        }
        if (owners.isEmpty()) {
            return new Cell.Missing();
        }
        return all ? LinkValue.together(owners) : owners.getFirst();
    }
}
