package dev.fresnel.engine.finding.rule;

import dev.fresnel.engine.finding.Kinds;
import dev.fresnel.engine.finding.Rule;
import java.util.List;

/** All rules about Kubernetes' own kinds. */
public final class Rules {

    public static final List<Rule> ALL = List.of(
            new ContainerRule(),
            new ImageRule(),
            new SettingsRule(),
            new VolumeMountRule(),
            new ProbeRule(),
            new PlacementRule(),
            new EvictionRule(),
            new HangingRule(Kinds.POD),
            new HangingRule(Kinds.NAMESPACE),
            new HangingRule(Kinds.PERSISTENT_VOLUME_CLAIM),
            new NodeRule(),
            new DeploymentRule(),
            new JobRule(),
            new AutoscalerRule(),
            new DisruptionBudgetRule(),
            new ServiceRule(),
            new IngressRule(),
            new ClaimRule(),
            new ApiServiceRule());

    private Rules() {}
}
