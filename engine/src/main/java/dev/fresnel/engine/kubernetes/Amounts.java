package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Quantities;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.List;
import java.util.Map;

/** Amounts of resources, and what metrics say of their use. */
public final class Amounts {

    static final List<Function> FUNCTIONS = List.of(
            Function.of("metrics.cpu", ColumnKind.QUANTITY, (m, _) -> used(m, "cpu"), "containers.usage", "usage"),
            Function.of(
                    "metrics.memory", ColumnKind.QUANTITY, (m, _) -> used(m, "memory"), "containers.usage", "usage"));

    private Amounts() {}

    /** A quantity as Kubernetes writes it; missing where there is none, and shown as text where it is none. */
    public static Cell quantity(String exact) {
        Double value = Quantities.parse(exact);
        return value == null ? Cells.text(exact) : new Cell.Quantity(value, Quantities.readable(exact), exact);
    }

    /** Of a node what it says; of a pod the sum of its containers, as kubectl top has it. */
    private static Cell used(Map<String, Object> metrics, String resource) {
        String own = Tree.text(metrics, "usage", resource);
        List<Object> containers = Tree.list(metrics, "containers");
        if (!own.isEmpty() || containers.isEmpty()) {
            return quantity(own);
        }
        double sum = 0;
        for (Object container : containers) {
            Double used = Quantities.parse(Tree.text(container, "usage", resource));
            sum += used == null ? 0 : used;
        }
        boolean bytes = resource.equals("memory");
        return quantity(bytes ? Math.round(sum / 1024) + "Ki" : Math.round(sum * 1e9) + "n");
    }
}
