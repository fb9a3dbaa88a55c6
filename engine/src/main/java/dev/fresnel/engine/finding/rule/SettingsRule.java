package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Around;
import dev.fresnel.engine.finding.Evidence;
import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.store.Row;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Containers whose settings are not there: a ConfigMap, a Secret or a key of one. */
final class SettingsRule implements Rule {

    /** As the kubelet writes it: {@code configmap "x" not found}. */
    private static final Pattern MISSING = Pattern.compile("(configmap|secret) \"([^\"]{1,253})\" not found");
    /** {@code couldn't find key x in ConfigMap ns/name}. */
    private static final Pattern NO_KEY =
            Pattern.compile("couldn't find key (\\S{1,253}) in (ConfigMap|Secret) [^/\\s]{1,63}/(\\S{1,253})");

    @Override
    public KindName kind() {
        return Kinds.POD;
    }

    @Override
    public boolean suspects(Row row) {
        return row.severity() == Severity.FAILED;
    }

    @Override
    public List<Finding> judge(Subject pod, Around around) {
        List<Finding> found = new ArrayList<>();
        for (Object status : Pods.statuses(pod)) {
            if ("CreateContainerConfigError".equals(Tree.text(status, "state", "waiting", "reason"))) {
                found.add(finding(pod, Tree.text(status, "name"), Tree.text(status, "state", "waiting", "message")));
            }
        }
        return found;
    }

    private static Finding finding(Subject pod, String container, String message) {
        Matcher missing = MISSING.matcher(message);
        Matcher noKey = NO_KEY.matcher(message);
        List<Evidence> said = List.of(new Evidence.Said("kubelet", message));
        if (missing.find()) {
            KindName kind = new KindName("", missing.group(1).equals("secret") ? "Secret" : "ConfigMap");
            return missing(pod, kind, missing.group(2), said);
        }
        if (noKey.find()) {
            String[] places = {"key", noKey.group(1), "kind", noKey.group(2), "name", noKey.group(3), "pod", pod.name()
            };
            Finding finding = Finding.failed(
                            "pod.settings",
                            Sentence.of("`{pod}` cannot start: {kind} `{name}` has no key `{key}`", places))
                    .advice(Sentence.of("Add the key, or correct the reference to it."))
                    .evidence(List.of(
                            new Evidence.Other(new KindName("", noKey.group(2)), pod.namespace(), noKey.group(3)),
                            said.getFirst()))
                    .since(pod.row().createdAt());
            return Pods.together(
                    finding,
                    pod,
                    "key " + noKey.group(),
                    "{count} pods of `{maker}` cannot start: {kind} `{name}` has no key `{key}`",
                    places);
        }
        Finding finding = Finding.failed(
                        "pod.settings",
                        Sentence.of(
                                "`{pod}` cannot start: the settings of container `{container}` are no good",
                                "pod",
                                pod.name(),
                                "container",
                                container))
                .evidence(said)
                .since(pod.row().createdAt());
        return Pods.together(
                finding,
                pod,
                "settings " + container,
                "{count} pods of `{maker}` cannot start: the settings of container `{container}` are no good",
                "container",
                container);
    }

    static Finding missing(Subject pod, KindName kind, String name, List<Evidence> said) {
        String[] places = {"kind", kind.name(), "name", name, "pod", pod.name()};
        Finding finding = Finding.failed(
                        "pod.settings", Sentence.of("`{pod}` cannot start: {kind} `{name}` does not exist", places))
                .advice(Sentence.of("Make it, or correct the name that the pod refers to."))
                .evidence(said)
                .since(pod.row().createdAt());
        return Pods.together(
                finding,
                pod,
                "missing " + kind + " " + name,
                "{count} pods of `{maker}` cannot start: {kind} `{name}` does not exist",
                places);
    }

    /** What of this a message of the kubelet speaks of, if it does. */
    static List<Finding> missing(Subject pod, String message, List<Evidence> said) {
        Matcher missing = MISSING.matcher(message);
        return missing.find()
                ? List.of(missing(
                        pod,
                        new KindName("", missing.group(1).equals("secret") ? "Secret" : "ConfigMap"),
                        missing.group(2),
                        said))
                : List.of();
    }
}
