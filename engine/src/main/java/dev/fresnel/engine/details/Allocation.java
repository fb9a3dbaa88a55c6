package dev.fresnel.engine.details;

import dev.fresnel.engine.kubernetes.Amounts;
import dev.fresnel.engine.kubernetes.PodResources;
import dev.fresnel.engine.pack.SectionSpec;
import dev.fresnel.engine.tree.Quantities;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.DetailsData.Section;
import dev.fresnel.engine.view.TableData;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a node offers and what of it has been promised to its pods, by resource: what kubectl describe has under Capacity,
 * Allocatable and Allocated resources.
 */
final class Allocation {

    /** What people look at first; the rest follows by name. */
    private static final List<String> FIRST = List.of("cpu", "memory", "pods", "ephemeral-storage");

    private final Page page;

    Allocation(Page page) {
        this.page = page;
    }

    /** @param pods those it is promised to; null while they are not all known */
    @Nullable
    Section section(SectionSpec.Allocated spec, @Nullable List<Map<String, Object>> pods) {
        Map<String, Object> allocatable = Tree.map(spec.of().read(page.object()));
        Map<String, Object> capacity = Tree.map(spec.capacity().read(page.object()));
        Map<String, Double> requests = new HashMap<>();
        Map<String, Double> limits = new HashMap<>();
        for (Map<String, Object> pod : pods == null ? List.<Map<String, Object>>of() : pods) {
            PodResources asks = PodResources.of(pod);
            asks.requests().forEach((resource, amount) -> requests.merge(resource, amount, Double::sum));
            asks.limits().forEach((resource, amount) -> limits.merge(resource, amount, Double::sum));
            if (!PodResources.hasEnded(pod)) {
                requests.merge("pods", 1.0, Double::sum);
            }
        }
        Set<String> resources = new LinkedHashSet<>(FIRST);
        resources.addAll(new TreeSet<>(capacity.keySet()));
        resources.addAll(new TreeSet<>(allocatable.keySet()));
        List<List<Cell>> rows = new ArrayList<>();
        for (String resource : resources) {
            String whole = Tree.text(allocatable, resource);
            String all = Tree.text(capacity, resource);
            if (!whole.isEmpty() || !all.isEmpty()) {
                rows.add(row(resource, pods == null ? null : requests, limits, whole, all));
            }
        }
        return rows.isEmpty() ? null : new Section.Table(spec.id(), page.words().of(spec.title()), heads(), rows);
    }

    private List<TableData.Column> heads() {
        return List.of(
                page.column("resource", "Resource", ColumnKind.CODE),
                page.column("requests", "Requests", ColumnKind.QUANTITY),
                page.column("limits", "Limits", ColumnKind.QUANTITY),
                page.column("allocatable", "Allocatable", ColumnKind.QUANTITY),
                page.column("capacity", "Capacity", ColumnKind.QUANTITY),
                page.column("promised", "Promised", ColumnKind.CAPACITY));
    }

    private static List<Cell> row(
            String resource,
            @Nullable Map<String, Double> requests,
            Map<String, Double> limits,
            String allocatable,
            String capacity) {
        Double whole = Quantities.parse(allocatable);
        Double requested = requests == null ? null : requests.getOrDefault(resource, 0.0);
        Double limit = requests == null ? null : limits.get(resource);
        return List.of(
                new Cell.Code(resource),
                amount(resource, requested, whole),
                amount(resource, limit, whole),
                Amounts.quantity(allocatable),
                Amounts.quantity(capacity),
                whole == null || whole == 0 || requested == null
                        ? new Cell.Missing()
                        : new Cell.Capacity(
                                null,
                                requested,
                                limit,
                                whole,
                                Quantities.readable(exact(resource, requested)) + " / "
                                        + Quantities.readable(allocatable)));
    }

    /** With its share of the whole: {@code 3.63 (45%)}. */
    private static Cell amount(String resource, @Nullable Double amount, @Nullable Double whole) {
        if (amount == null) {
            return new Cell.Missing();
        }
        String exact = exact(resource, amount);
        String share = whole == null || whole == 0 || amount == 0 ? "" : " (" + (long) (100 * amount / whole) + "%)";
        return new Cell.Quantity(amount, Quantities.readable(exact) + share, exact);
    }

    private static String exact(String resource, double amount) {
        return resource.equals("cpu") ? Math.round(amount * 1000) + "m" : Long.toString(Math.round(amount));
    }
}
