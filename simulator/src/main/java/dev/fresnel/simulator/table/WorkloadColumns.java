package dev.fresnel.simulator.table;

import dev.fresnel.simulator.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The columns of what makes pods: deployments and their kin, jobs, and what scales them. */
final class WorkloadColumns {

    private final Ages ages;

    WorkloadColumns(Ages ages) {
        this.ages = ages;
    }

    List<Column> deployments() {
        return withTemplate(
                List.of(
                        Column.ofName(),
                        readyOf("readyReplicas"),
                        Column.text("Up-to-date", object -> Tree.number(object, 0, "status", "updatedReplicas")),
                        Column.text("Available", object -> Tree.number(object, 0, "status", "availableReplicas")),
                        ages.column()),
                object -> Texts.selector(Tree.map(object, "spec", "selector")));
    }

    List<Column> replicaSets() {
        return withTemplate(
                replicaCounts(), object -> Texts.orNone(Texts.selector(Tree.map(object, "spec", "selector"))));
    }

    List<Column> replicationControllers() {
        return withTemplate(replicaCounts(), object -> Texts.labels(Tree.map(object, "spec", "selector")));
    }

    private List<Column> replicaCounts() {
        return List.of(
                Column.ofName(),
                Column.count("Desired", "spec", "replicas"),
                Column.count("Current", "status", "replicas"),
                Column.count("Ready", "status", "readyReplicas"),
                ages.column());
    }

    List<Column> statefulSets() {
        List<Column> columns = new ArrayList<>(List.of(Column.ofName(), readyOf("readyReplicas"), ages.column()));
        columns.addAll(containers("spec", "template"));
        return columns;
    }

    List<Column> daemonSets() {
        return withTemplate(
                List.of(
                        Column.ofName(),
                        Column.count("Desired", "status", "desiredNumberScheduled"),
                        Column.count("Current", "status", "currentNumberScheduled"),
                        Column.count("Ready", "status", "numberReady"),
                        Column.count("Up-to-date", "status", "updatedNumberScheduled"),
                        Column.count("Available", "status", "numberAvailable"),
                        Column.text(
                                "Node Selector",
                                object -> Texts.labels(Tree.map(object, "spec", "template", "spec", "nodeSelector"))),
                        ages.column()),
                object -> Texts.orNone(Texts.selector(Tree.map(object, "spec", "selector"))));
    }

    List<Column> jobs() {
        return withTemplate(
                List.of(
                        Column.ofName(),
                        Column.text("Status", WorkloadColumns::jobStatus),
                        Column.text("Completions", WorkloadColumns::completions),
                        Column.text("Duration", this::duration),
                        ages.column()),
                object -> Texts.selector(Tree.map(object, "spec", "selector")));
    }

    private static String jobStatus(Map<String, Object> job) {
        if (Conditions.isTrue(job, "Complete")) {
            return "Complete";
        }
        if (Conditions.isTrue(job, "Failed")) {
            return "Failed";
        }
        if (Tree.at(job, "metadata", "deletionTimestamp") != null) {
            return "Terminating";
        }
        for (String type : List.of("Suspended", "FailureTarget", "SuccessCriteriaMet")) {
            if (Conditions.isTrue(job, type)) {
                return type;
            }
        }
        return "Running";
    }

    private static String completions(Map<String, Object> job) {
        long succeeded = Tree.number(job, 0, "status", "succeeded");
        if (Tree.at(job, "spec", "completions") != null) {
            return succeeded + "/" + Tree.number(job, 0, "spec", "completions");
        }
        long parallelism = Tree.number(job, 0, "spec", "parallelism");
        return succeeded + (parallelism > 1 ? "/1 of " + parallelism : "/1");
    }

    private String duration(Map<String, Object> job) {
        String started = Tree.text(job, "status", "startTime");
        String completed = Tree.text(job, "status", "completionTime");
        if (started.isEmpty()) {
            return "";
        }
        return completed.isEmpty() ? ages.since(started) : ages.between(started, completed);
    }

    List<Column> cronJobs() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.ofName(),
                Column.path("Schedule", "spec", "schedule"),
                Column.text("Timezone", object -> Texts.orNone(Tree.text(object, "spec", "timeZone"))),
                Column.bool("Suspend", object -> Tree.isTrue(object, "spec", "suspend") ? "True" : "False"),
                Column.number("Active", object ->
                        (long) Tree.list(object, "status", "active").size()),
                Column.text("Last Schedule", object -> {
                    String last = Tree.text(object, "status", "lastScheduleTime");
                    return last.isEmpty() ? "<none>" : ages.since(last);
                }),
                ages.column()));
        columns.addAll(containers("spec", "jobTemplate", "spec", "template"));
        columns.add(Column.text(
                        "Selector",
                        object -> Texts.orNone(
                                Texts.selector(Tree.map(object, "spec", "jobTemplate", "spec", "selector"))))
                .wide());
        return columns;
    }

    List<Column> podTemplates() {
        return List.of(
                Column.ofName(),
                Column.text(
                        "Containers",
                        object -> Texts.joined(Tree.maps(object, "template", "spec", "containers"), "name")),
                Column.text(
                        "Images", object -> Texts.joined(Tree.maps(object, "template", "spec", "containers"), "image")),
                Column.text("Pod Labels", object -> Texts.labels(Tree.map(object, "template", "metadata", "labels"))));
    }

    List<Column> controllerRevisions() {
        return List.of(
                Column.ofName(),
                Column.text(
                        "Controller",
                        object -> Tree.maps(object, "metadata", "ownerReferences").stream()
                                .filter(owner -> Tree.isTrue(owner, "controller"))
                                .map(WorkloadColumns::qualified)
                                .findFirst()
                                .orElse("<none>")),
                Column.text("Revision", object -> Tree.number(object, 0, "revision")),
                ages.column());
    }

    private static String qualified(Map<String, Object> owner) {
        String apiVersion = Tree.text(owner, "apiVersion");
        String group = apiVersion.contains("/") ? "." + apiVersion.substring(0, apiVersion.indexOf('/')) : "";
        return Tree.text(owner, "kind").toLowerCase(java.util.Locale.ROOT) + group + "/" + Tree.text(owner, "name");
    }

    private static Column readyOf(String ready) {
        return Column.text(
                "Ready",
                object -> Tree.number(object, 0, "status", ready) + "/" + Tree.number(object, 0, "spec", "replicas"));
    }

    private static List<Column> withTemplate(List<Column> first, Function<Map<String, Object>, Object> selector) {
        List<Column> columns = new ArrayList<>(first);
        columns.addAll(containers("spec", "template"));
        columns.add(Column.text("Selector", selector).wide());
        return columns;
    }

    private static List<Column> containers(String... template) {
        Function<Map<String, Object>, List<Map<String, Object>>> containers =
                object -> Tree.maps(Tree.map(object, template), "spec", "containers");
        return List.of(
                Column.text("Containers", object -> Texts.joined(containers.apply(object), "name"))
                        .wide(),
                Column.text("Images", object -> Texts.joined(containers.apply(object), "image"))
                        .wide());
    }
}
