package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Around;
import dev.fresnel.engine.finding.Evidence;
import dev.fresnel.engine.finding.Finding;
import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import dev.fresnel.engine.finding.Sentence;
import dev.fresnel.engine.finding.Subject;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.tree.Tree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claims that are not bound to a volume, and why. */
final class ClaimRule implements Rule {

    @Override
    public KindName kind() {
        return Kinds.PERSISTENT_VOLUME_CLAIM;
    }

    @Override
    public List<KindName> reads() {
        return List.of(Kinds.STORAGE_CLASS, Kinds.EVENT);
    }

    @Override
    public List<Finding> judge(Subject claim, Around around) {
        String phase = claim.text("status", "phase");
        String name = claim.name();
        if (phase.equals("Lost")) {
            return List.of(Finding.failed("claim.lost", Sentence.of("Claim `{name}` has lost its volume", "name", name))
                    .advice(Sentence.of(
                            "Its volume was deleted: what was on it is gone, or in a backup. Make the claim anew."))
                    .evidence(List.of(new Evidence.Field("spec.volumeName", claim.text("spec", "volumeName"))))
                    .since(claim.row().createdAt()));
        }
        if (!phase.equals("Pending") || claim.row().deletingAt() != 0) {
            return List.of();
        }
        Finding finding = pending(claim, around);
        return finding == null ? List.of() : List.of(finding.since(claim.row().createdAt()));
    }

    private static @Nullable Finding pending(Subject claim, Around around) {
        String name = claim.name();
        Object said = Tree.at(claim.object(), "spec", "storageClassName");
        if (said == null && around.knows(Kinds.STORAGE_CLASS)) {
            return Finding.failed(
                            "claim.noClass",
                            Sentence.of(
                                    "Claim `{name}` is not bound: it names no storage class, and none is the default",
                                    "name",
                                    name))
                    .advice(Sentence.of("Name a storage class, or make one the default."));
        }
        String storageClass = Tree.scalar(said);
        Subject of = storageClass.isEmpty() ? null : around.named(Kinds.STORAGE_CLASS, "", storageClass);
        if (of == null && !storageClass.isEmpty() && around.knows(Kinds.STORAGE_CLASS)) {
            return Finding.failed(
                            "claim.noClass",
                            Sentence.of(
                                    "Claim `{name}` is not bound: there is no storage class `{class}`",
                                    "name",
                                    name,
                                    "class",
                                    storageClass))
                    .advice(Sentence.of("Make the claim anew with a storage class that exists."))
                    .evidence(List.of(new Evidence.Field("spec.storageClassName", storageClass)));
        }
        for (Map<String, Object> event : around.warnings(claim)) {
            if (Tree.text(event, "reason").equals("ProvisioningFailed")) {
                return Finding.failed(
                                "claim.provisioning",
                                Sentence.of("Claim `{name}` is not bound: no volume can be made for it", "name", name))
                        .advice(Sentence.of("What the provisioner says tells why; look at its log too."))
                        .evidence(List.of(
                                ContainerRule.evidence(event),
                                new Evidence.Other(Kinds.STORAGE_CLASS, "", storageClass)));
            }
        }
        return null;
    }

    /** Whether a claim is bound, or will be once a pod that uses it has a node. */
    static boolean isBoundOrWaitsForPod(Subject claim, Around around) {
        if (claim.text("status", "phase").equals("Bound")) {
            return true;
        }
        Subject of = around.named(Kinds.STORAGE_CLASS, "", claim.text("spec", "storageClassName"));
        return of != null && of.text("volumeBindingMode").equals("WaitForFirstConsumer");
    }
}
