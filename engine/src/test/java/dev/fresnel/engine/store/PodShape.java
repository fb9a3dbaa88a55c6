package dev.fresnel.engine.store;

import dev.fresnel.engine.pack.ColumnShape;
import dev.fresnel.engine.pack.RowShape;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Severity;
import dev.fresnel.engine.view.TableData.ColumnKind;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.wire.PathTrie;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Columns as pods have them, read from flat fields that {@link Pods} writes. */
public class PodShape implements RowShape {

    public static final Kind PODS = new Kind(
            "", "v1", "Pod", "pods", "pod", List.of("po"), List.of("all"), true, Set.of("list", "watch"), Set.of());

    @Override
    public List<ColumnShape> columns() {
        return List.of(
                column("ready", "Ready", ColumnKind.RATIO, 0),
                column("status", "Status", ColumnKind.STATUS, 0),
                column("restarts", "Restarts", ColumnKind.RESTARTS, 0),
                column("age", "Age", ColumnKind.TIME, 0),
                column("ip", "IP", ColumnKind.CODE, 2),
                new ColumnShape("node", "Node", ColumnKind.LINK, 1, List.of("on"), null, null),
                column("memory", "Memory", ColumnKind.QUANTITY, 1));
    }

    private static ColumnShape column(String id, String title, ColumnKind kind, int priority) {
        return new ColumnShape(id, title, kind, priority, List.of(), null, null);
    }

    @Override
    public PathTrie paths() {
        return PathTrie.of(List.of("status"));
    }

    @Override
    public Shaped read(Map<String, Object> fields) {
        String phase = (String) fields.getOrDefault("phase", "Running");
        Severity severity = switch (phase) {
            case "Running" -> Severity.HEALTHY;
            case "Pending" -> Severity.PROGRESSING;
            case "CrashLoopBackOff" -> Severity.FAILED;
            default -> Severity.WARNING;
        };
        long whole = (long) fields.getOrDefault("containers", 2L);
        Object created = ((Map<?, ?>) fields.getOrDefault("metadata", Map.of())).get("creationTimestamp");
        Object memory = fields.get("memory");
        return new Shaped(
                List.of(
                        new Cell.Ratio(severity == Severity.HEALTHY ? whole : whole - 1, whole),
                        new Cell.Status(severity, phase),
                        new Cell.Restarts((long) fields.getOrDefault("restarts", 0L), null),
                        created == null
                                ? new Cell.Missing()
                                : new Cell.Time(Instant.parse((String) created).toEpochMilli()),
                        fields.get("ip") instanceof String ip ? new Cell.Code(ip) : new Cell.Missing(),
                        fields.get("node") instanceof String node
                                ? new Cell.Link(node, new ObjectRef("c", "nodes", null, node), null)
                                : new Cell.Missing(),
                        memory instanceof Long mebibytes
                                ? new Cell.Quantity(mebibytes * 1048576.0, mebibytes + " MiB", mebibytes + "Mi")
                                : new Cell.Missing()),
                severity);
    }
}
