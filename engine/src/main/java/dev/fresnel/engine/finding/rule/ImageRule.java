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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Images that cannot be pulled, and why: what registries and container runtimes say is told apart by its words. */
final class ImageRule implements Rule {

    private static final Set<String> REASONS = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable");

    /**
     * Why an image cannot be pulled.
     *
     * @param words that tell it, in small letters
     */
    private record Why(String sentence, String advice, List<String> words) {}

    private static final Why DENIED = new Why(
            "the registry does not let it be pulled, or has none of that name",
            "Check the name, and that the imagePullSecrets of the pod or its ServiceAccount hold valid credentials for it.",
            List.of(
                    "denied",
                    "unauthorized",
                    "authentication required",
                    "401",
                    "403",
                    "forbidden",
                    "insufficient_scope"));

    private static final Why OTHER =
            new Why("its registry or runtime refuses", "What it says tells what to correct.", List.of());

    /** The first that fits counts. */
    private static final List<Why> CAUSES = List.of(
            new Why(
                    "the registry lets no more be pulled for now",
                    "Wait, sign in to the registry with an imagePullSecret, or pull from a mirror.",
                    List.of("toomanyrequests", "rate limit", "429")),
            new Why(
                    "the image is not made for the node's processor",
                    "Take an image for this processor, or nodes of another one (nodeSelector kubernetes.io/arch).",
                    List.of("no match for platform", "no matching manifest", "exec format")),
            DENIED,
            new Why(
                    "the registry has no such image or tag",
                    "Correct the name or the tag, or push the image.",
                    List.of("not found", "manifest unknown", "name unknown", "404")),
            new Why(
                    "the registry cannot be reached",
                    "Check the registry's name, and the node's network, DNS and proxy.",
                    List.of(
                            "no such host",
                            "timeout",
                            "timed out",
                            "connection refused",
                            "no route",
                            "dial tcp",
                            "i/o",
                            "tls",
                            "x509")));

    private static Why why(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return CAUSES.stream()
                .filter(why -> why.words.stream().anyMatch(lower::contains))
                .findFirst()
                .orElse(OTHER);
    }

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
        return row.severity() == Severity.FAILED;
    }

    @Override
    public List<Finding> judge(Subject pod, Around around) {
        List<Finding> found = new ArrayList<>();
        for (Object status : Pods.statuses(pod)) {
            String reason = Tree.text(status, "state", "waiting", "reason");
            if (REASONS.contains(reason)) {
                found.add(finding(pod, status, reason, around));
            }
        }
        return found;
    }

    private static Finding finding(Subject pod, Object status, String reason, Around around) {
        String container = Tree.text(status, "name");
        String image = Tree.text(status, "image");
        if (image.isEmpty()) {
            image = Tree.text(Pods.container(pod, container), "image");
        }
        Map<String, Object> told = told(pod, container, around);
        String message = told == null ? Tree.text(status, "state", "waiting", "message") : Events.message(told);
        Why why = why(message);
        String sentence = switch (reason) {
            case "InvalidImageName" -> "that is no name of an image";
            case "ErrImageNeverPull" -> "it is not on the node, and imagePullPolicy forbids to pull it";
            default -> why.sentence;
        };
        String advice = switch (reason) {
            case "InvalidImageName" -> "Correct the name: registry/repository:tag, in small letters.";
            case "ErrImageNeverPull" -> "Set imagePullPolicy to IfNotPresent, or bring the image to the node.";
            default -> why.advice;
        };
        Sentence because = Sentence.of(sentence);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence.Field("image", image));
        if (told != null) {
            evidence.add(ContainerRule.evidence(told));
        } else if (!message.isEmpty()) {
            evidence.add(new Evidence.Said("kubelet", message));
        }
        String secrets = Tree.brief(pod.list("spec", "imagePullSecrets").stream()
                .map(secret -> (Object) Tree.text(secret, "name"))
                .toList());
        if (why.equals(DENIED) && !secrets.isEmpty()) {
            evidence.add(new Evidence.Field("spec.imagePullSecrets", secrets));
        }
        Finding finding = Finding.failed(
                        "pod.image",
                        Sentence.of("`{pod}` cannot pull `{image}`: {why}", "pod", pod.name(), "image", image)
                                .with("why", List.of(because)))
                .since(pod.row().createdAt())
                .advice(Sentence.of(advice))
                .evidence(evidence);
        return finding.together(
                Pods.cause(pod, "image " + image + " " + sentence),
                Sentence.of(
                                "{count} pods of `{maker}` cannot pull `{image}`: {why}",
                                "maker",
                                Pods.makerName(pod),
                                "image",
                                image)
                        .with("why", List.of(because)));
    }

    /** The event that says what the registry said, newest first. */
    private static @Nullable Map<String, Object> told(Subject pod, String container, Around around) {
        return around.warnings(pod).stream()
                .filter(event -> "Failed".equals(Tree.text(event, "reason"))
                        && ContainerRule.aboutContainer(event, container)
                        && Events.message(event).contains("pull"))
                .findFirst()
                .orElse(null);
    }
}
