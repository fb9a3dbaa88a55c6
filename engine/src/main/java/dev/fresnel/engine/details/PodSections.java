package dev.fresnel.engine.details;

import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.DetailsData.Property;
import dev.fresnel.engine.view.DetailsData.Section;
import dev.fresnel.engine.view.TableData.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Volumes and settings of a pod or of a pod template. */
final class PodSections {

    private final Page page;

    PodSections(Page page) {
        this.page = page;
    }

    @Nullable
    Section volumes(String id, String title, Object spec) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Object volume : Tree.list(spec, "volumes")) {
            String type = Tree.map(volume).keySet().stream()
                    .filter(key -> !key.equals("name"))
                    .findFirst()
                    .orElse("emptyDir");
            rows.add(List.of(
                    Page.code(Tree.text(volume, "name")),
                    Page.text(type),
                    source(type, Tree.map(volume, type)),
                    options(type, Tree.map(volume, type))));
        }
        return rows.isEmpty()
                ? null
                : new Section.Table(
                        id,
                        page.words().of(title),
                        List.of(
                                page.column("name", "Name", ColumnKind.CODE),
                                page.column("type", "Type", ColumnKind.TEXT),
                                page.column("source", "Source", ColumnKind.LINK),
                                page.column("options", "Options", ColumnKind.TEXT)),
                        rows);
    }

    private Cell source(String type, Map<String, Object> volume) {
        return switch (type) {
            case "configMap" -> page.link("", "ConfigMap", Tree.text(volume, "name"));
            case "secret" -> page.link("", "Secret", Tree.text(volume, "secretName"));
            case "persistentVolumeClaim" -> page.link("", "PersistentVolumeClaim", Tree.text(volume, "claimName"));
            case "hostPath" -> Page.code(Tree.text(volume, "path"));
            case "nfs" -> Page.code(Tree.text(volume, "server") + ":" + Tree.text(volume, "path"));
            case "csi" -> page.link("storage.k8s.io", "CSIDriver", Tree.text(volume, "driver"));
            case "image" -> Page.code(Tree.text(volume, "reference"));
            case "projected" -> projected(volume);
            default -> new Cell.Missing();
        };
    }

    private Cell projected(Map<String, Object> volume) {
        List<Cell.Link> links = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Object source : Tree.list(volume, "sources")) {
            for (String kind : List.of("configMap", "secret")) {
                String name = Tree.text(source, kind, "name");
                names.add(name);
                if (page.link("", kind.equals("secret") ? "Secret" : "ConfigMap", name) instanceof Cell.Link link) {
                    links.add(link);
                }
            }
        }
        names.removeIf(String::isEmpty);
        return !links.isEmpty() && links.size() == names.size() ? new Cell.Links(links) : Page.tags(names);
    }

    private static Cell options(String type, Map<String, Object> volume) {
        List<String> options = new ArrayList<>();
        volume.forEach((key, value) -> {
            boolean told = List.of("name", "secretName", "claimName", "path", "server", "driver", "reference")
                    .contains(key);
            if (!told && !(type.equals("projected") && key.equals("sources"))) {
                String text = value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)
                        ? String.join(
                                " ",
                                list.stream()
                                        .map(item -> Tree.text(item, "key"))
                                        .toList())
                        : Tree.brief(value);
                if (!text.isBlank()) {
                    options.add(key + "=" + text.strip());
                }
            }
        });
        return Page.text(String.join(", ", options));
    }

    @Nullable
    Section settings(String id, String title, Object spec) {
        List<Property> all = new ArrayList<>();
        all.add(page.property(
                "Service account", page.link("", "ServiceAccount", Tree.text(spec, "serviceAccountName"))));
        all.add(page.property("Restart policy", Page.text(Tree.text(spec, "restartPolicy"))));
        all.add(page.property("Node selector", tags(Tree.map(spec, "nodeSelector"))));
        all.add(page.property(
                "Tolerations",
                Page.tags(Tree.list(spec, "tolerations").stream()
                        .map(PodSections::toleration)
                        .toList())));
        all.add(page.property("Affinity", Page.tags(Affinity.texts(Tree.map(spec, "affinity")))));
        all.add(page.property(
                "Topology spread", Page.tags(Affinity.spread(Tree.list(spec, "topologySpreadConstraints")))));
        all.add(page.property(
                "Priority class",
                page.link("scheduling.k8s.io", "PriorityClass", Tree.text(spec, "priorityClassName"))));
        all.add(page.property(
                "Runtime class", page.link("node.k8s.io", "RuntimeClass", Tree.text(spec, "runtimeClassName"))));
        all.add(page.property("Scheduler", Page.text(Tree.text(spec, "schedulerName"))));
        all.add(page.property("Scheduling gates", Page.tags(names(spec, "schedulingGates"))));
        all.add(page.property("Host network", Page.flag(Tree.at(spec, "hostNetwork"))));
        all.add(page.property("Host PID", Page.flag(Tree.at(spec, "hostPID"))));
        all.add(page.property("Host IPC", Page.flag(Tree.at(spec, "hostIPC"))));
        all.add(page.property("DNS policy", Page.text(Tree.text(spec, "dnsPolicy"))));
        all.add(page.property("Image pull secrets", Page.tags(names(spec, "imagePullSecrets"))));
        all.add(page.property("Grace period", grace(spec)));
        all.add(page.property("Security", Page.code(Tree.brief(Tree.at(spec, "securityContext")))));
        List<Property> present = Page.present(all);
        return present.isEmpty()
                ? null
                : new Section.Properties(id, page.words().of(title), present);
    }

    private static Cell grace(Object spec) {
        long seconds = Tree.whole(-1, spec, "terminationGracePeriodSeconds");
        return seconds < 0 ? new Cell.Missing() : new Cell.Duration(seconds * 1000, null);
    }

    private static List<String> names(Object spec, String list) {
        return Tree.list(spec, list).stream().map(one -> Tree.text(one, "name")).toList();
    }

    private static Cell tags(Map<String, Object> labels) {
        return Page.tags(labels.entrySet().stream()
                .map(e -> e.getKey() + "=" + Tree.scalar(e.getValue()))
                .toList());
    }

    /** As {@code kubectl describe} writes it: {@code key=value:Effect op=Exists for 300s}. */
    static String toleration(Object toleration) {
        String key = Tree.text(toleration, "key");
        String value = Tree.text(toleration, "value");
        String effect = Tree.text(toleration, "effect");
        String seconds = Tree.text(toleration, "tolerationSeconds");
        String all = key.isEmpty() && Tree.text(toleration, "operator").equals("Exists") ? "op=Exists" : "";
        return key
                + (value.isEmpty() ? "" : "=" + value)
                + (effect.isEmpty() ? "" : ":" + effect)
                + (all.isEmpty() || (key + effect).isEmpty() ? all : " " + all)
                + (key.isEmpty() || !Tree.text(toleration, "operator").equals("Exists") ? "" : " op=Exists")
                + (seconds.isEmpty() ? "" : " for " + seconds + "s");
    }
}
