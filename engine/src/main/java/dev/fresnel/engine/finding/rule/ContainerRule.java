package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Around;
import dev.fresnel.engine.finding.Evidence;
import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.kubernetes.Events;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Containers that end again and again, or cannot be started, and why. */
final class ContainerRule implements Rule {

    /** Reasons of a runtime that could not start a container. */
    private static final List<String> NOT_STARTED =
            List.of("StartError", "RunContainerError", "CreateContainerError", "ContainerCannotRun");

    @Override
    public KindName kind() {
        return Kinds.POD;
    }

    @Override
    public List<KindName> reads() {
        return List.of(Kinds.EVENT);
    }

    @Override
    public boolean suspects(Row row) {
        return row.severity() == Severity.FAILED || row.severity() == Severity.WARNING;
    }

    @Override
    public List<Finding> judge(Subject pod, Around around) {
        List<Finding> found = new ArrayList<>();
        for (Object status : Pods.statuses(pod)) {
            Finding finding = judge(pod, status, around);
            if (finding != null) {
                found.add(finding);
            }
        }
        return found;
    }

    private static @Nullable Finding judge(Subject pod, Object status, Around around) {
        String name = Tree.text(status, "name");
        String waiting = Tree.text(status, "state", "waiting", "reason");
        Map<String, Object> ended = Tree.map(status, "state", "terminated");
        if (ended.isEmpty()) {
            ended = Tree.map(status, "lastState", "terminated");
        }
        String why = Tree.text(ended, "reason");
        if (NOT_STARTED.contains(waiting) || NOT_STARTED.contains(why)) {
            String message = Tree.text(status, "state", "waiting", "message");
            return notStarted(pod, name, message.isEmpty() ? Tree.text(ended, "message") : message, ended);
        }
        boolean again = waiting.equals("CrashLoopBackOff");
        boolean failed = !Tree.map(status, "state", "terminated").isEmpty() && Tree.whole(0, ended, "exitCode") != 0;
        return ended.isEmpty() || !(again || failed) ? null : ended(pod, name, ended, around);
    }

    private static Finding notStarted(Subject pod, String container, String message, Map<String, Object> ended) {
        String command = Tree.brief(Pods.container(pod, container).get("command"));
        Finding finding = Finding.failed(
                "pod.notStarted",
                Sentence.of(
                        "`{pod}`: container `{container}` cannot be started",
                        "pod",
                        pod.name(),
                        "container",
                        container));
        boolean missing =
                message.contains("executable file not found") || message.contains("no such file or directory");
        List<Evidence> evidence = new ArrayList<>();
        if (!command.isEmpty()) {
            evidence.add(new Evidence.Field("command", command));
        }
        if (!message.isEmpty()) {
            evidence.add(new Evidence.Said(container, message));
        }
        finding = finding.evidence(evidence)
                .since(Tree.time(ended, "finishedAt"))
                .advice(
                        missing
                                ? Sentence.of(
                                        "The image has no such program: correct the command, or take an image that has it.")
                                : Sentence.of("What the container runtime says tells what to correct."));
        return Pods.together(
                finding,
                pod,
                "notStarted " + container,
                "{count} pods of `{maker}`: container `{container}` cannot be started",
                "container",
                container);
    }

    private static Finding ended(Subject pod, String container, Map<String, Object> ended, Around around) {
        long code = Tree.whole(0, ended, "exitCode");
        ExitCode exit = ExitCode.of(code, Tree.text(ended, "reason"), killedByProbe(pod, container, around));
        String limit = Tree.text(Pods.container(pod, container), "resources", "limits", "memory");
        String[] places = {"pod", pod.name(), "container", container, "code", Long.toString(code), "limit", limit};
        List<Evidence> evidence = new ArrayList<>();
        if (exit == ExitCode.OUT_OF_MEMORY && !limit.isEmpty()) {
            evidence.add(new Evidence.Field("resources.limits.memory", limit));
        }
        String message = Tree.text(ended, "message");
        if (!message.isBlank()) {
            evidence.add(new Evidence.Said(container, message.strip()));
        }
        around.warnings(pod).stream()
                .filter(event -> aboutContainer(event, container))
                .limit(2)
                .forEach(event -> evidence.add(evidence(event)));
        Finding finding = Finding.failed("pod.exit", Sentence.of(exit.title(limit.isEmpty()), places))
                .evidence(evidence)
                .since(Tree.time(ended, "startedAt"))
                .advice(Sentence.of(exit.advice()));
        return Pods.together(finding, pod, "exit " + container + " " + exit, exit.together(), places);
    }

    static Evidence.Event evidence(Map<String, Object> event) {
        Long last = Events.lastSeen(event);
        return new Evidence.Event(
                Tree.text(event, "reason"), Events.message(event), Events.count(event), last == null ? 0 : last);
    }

    static boolean aboutContainer(Map<String, Object> event, String container) {
        return Tree.text(event, "involvedObject", "fieldPath").contains("{" + container + "}");
    }

    private static boolean killedByProbe(Subject pod, String container, Around around) {
        return around.warnings(pod).stream()
                .anyMatch(event -> "Unhealthy".equals(Tree.text(event, "reason"))
                        && aboutContainer(event, container)
                        && Events.message(event).startsWith("Liveness"));
    }
}
