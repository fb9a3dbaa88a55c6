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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pods whose volumes, network or sandbox cannot be made on their node, as the kubelet's events say. */
final class VolumeMountRule implements Rule {

    private static final Set<String> REASONS =
            Set.of("FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox", "FailedMapVolume");
    /** {@code MountVolume.SetUp failed for volume "x" : …}. */
    private static final Pattern VOLUME = Pattern.compile("for volume \"([^\"]{1,253})\"");

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
        return row.severity() == Severity.PROGRESSING || row.severity() == Severity.WARNING;
    }

    @Override
    public List<Finding> judge(Subject pod, Around around) {
        if (!"Pending".equals(pod.text("status", "phase"))
                || pod.text("spec", "nodeName").isEmpty()) {
            return List.of();
        }
        for (Map<String, Object> event : around.warnings(pod)) {
            String reason = Tree.text(event, "reason");
            if (REASONS.contains(reason)) {
                List<Evidence> said = List.of(ContainerRule.evidence(event));
                String message = Events.message(event);
                List<Finding> missing = SettingsRule.missing(pod, message, said);
                return missing.isEmpty() ? List.of(finding(pod, reason, message, said)) : missing;
            }
        }
        return List.of();
    }

    private static Finding finding(Subject pod, String reason, String message, List<Evidence> said) {
        Matcher named = VOLUME.matcher(message);
        String volume = named.find() ? named.group(1) : "";
        boolean elsewhere = message.contains("Multi-Attach");
        String why = reason.equals("FailedCreatePodSandBox")
                ? "its sandbox or network cannot be made"
                : elsewhere
                        ? "volume `{volume}` is still attached to another node"
                        : reason.equals("FailedAttachVolume")
                                ? "volume `{volume}` cannot be attached to its node"
                                : volume.isEmpty()
                                        ? "a volume cannot be mounted"
                                        : "volume `{volume}` cannot be mounted";
        String advice = elsewhere
                ? "It comes free when the pod there has ended; where that node is gone, delete that pod or its VolumeAttachment."
                : "What the node says tells what to correct; look at the events of its network or storage driver too.";
        List<Sentence> because = List.of(Sentence.of(why, "volume", volume));
        return Finding.failed(
                        "pod.mount",
                        Sentence.of("`{pod}` cannot start: {why}", "pod", pod.name())
                                .with("why", because))
                .advice(Sentence.of(advice))
                .evidence(said)
                .since(pod.row().createdAt())
                .together(
                        Pods.cause(pod, "mount " + why + volume),
                        Sentence.of("{count} pods of `{maker}` cannot start: {why}", "maker", Pods.makerName(pod))
                                .with("why", because));
    }
}
