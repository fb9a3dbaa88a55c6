package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;

/** The columns of a config map. */
final class ConfigMaps {

    static final List<Function> FUNCTIONS = List.of(Function.of(
            "configmap.count",
            ColumnKind.NUMBER,
            (config, _) -> new Cell.Amount(Tree.map(config, "data").size()
                    + Tree.map(config, "binaryData").size()),
            "data",
            "binaryData"));

    private ConfigMaps() {}
}
