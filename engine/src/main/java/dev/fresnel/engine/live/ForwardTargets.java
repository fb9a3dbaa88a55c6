package dev.fresnel.engine.live;

import dev.fresnel.engine.forward.ForwardSpec;
import dev.fresnel.engine.forward.Targets;
import dev.fresnel.engine.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The pods behind a forward, found as those of logs are; ready ones first, those that are being deleted last. */
final class ForwardTargets implements Targets {

    private final ForwardSpec spec;
    private final LogSubjects subjects;
    private final FollowedObject object;

    ForwardTargets(Surroundings around, ForwardSpec spec, Runnable changed) {
        this.spec = spec;
        this.subjects = new LogSubjects(around, changed);
        this.object = new FollowedObject(around, spec.ref(), false, changed);
    }

    @Override
    public synchronized Known now() {
        FollowedObject.Known owner = object.now();
        LogSubjects.Known known = subjects.of(List.of(spec.ref()));
        Map<String, Object> service = LogSubjects.isService(owner.kind()) ? owner.tree() : Map.of();
        if (service == null) {
            return new Known(List.of(), false);
        }
        List<LogSubjects.FoundPod> running = new ArrayList<>(known.pods().stream()
                .filter(pod -> Tree.text(pod.tree(), "status", "phase").equals("Running"))
                .toList());
        running.sort(Comparator.comparing((LogSubjects.FoundPod pod) -> isLeaving(pod.tree()))
                .thenComparing(pod -> !isReady(pod.tree()))
                .thenComparing(pod -> pod.ref().name()));
        return new Known(
                running.stream()
                        .map(pod -> new Target(
                                pod.connection(),
                                pod.ref(),
                                Tree.text(pod.tree(), "metadata", "uid"),
                                ObjectPorts.behind(service, pod.tree(), spec.port())))
                        .toList(),
                known.all());
    }

    private static boolean isLeaving(Map<String, Object> pod) {
        return !Tree.text(pod, "metadata", "deletionTimestamp").isEmpty();
    }

    private static boolean isReady(Map<String, Object> pod) {
        return Tree.list(pod, "status", "conditions").stream()
                .anyMatch(condition -> Tree.text(condition, "type").equals("Ready")
                        && Tree.text(condition, "status").equals("True"));
    }

    @Override
    public synchronized void close() {
        subjects.close();
        object.close();
    }
}
