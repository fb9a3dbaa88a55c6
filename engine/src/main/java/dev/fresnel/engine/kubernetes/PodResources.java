package dev.fresnel.engine.kubernetes;

import dev.fresnel.engine.tree.Quantities;
import dev.fresnel.engine.tree.Tree;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pod asks of its node, by resource and in base units (cores, bytes), reckoned as the scheduler does and as {@code
 * kubectl describe node} shows it: its containers together with its sidecars, or the init container that asks for most
 * (beside the sidecars that then run already), plus what its RuntimeClass adds; what is said for the whole pod comes before
 * all of that. See k8s.io/component-helpers/resource/helpers.go.
 *
 * @param requests what is set aside for it
 * @param limits what it may use at most; a resource without a limit is missing
 */
public record PodResources(Map<String, Double> requests, Map<String, Double> limits) {

    public PodResources {
        requests = Map.copyOf(requests);
        limits = Map.copyOf(limits);
    }

    /** Whether a pod has done its work, or failed at it: then nothing is held for it any more. */
    public static boolean hasEnded(Map<String, Object> pod) {
        String phase = Tree.text(pod, "status", "phase");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** What a pod asks for; nothing once it has ended. */
    public static PodResources of(Map<String, Object> pod) {
        return hasEnded(pod)
                ? new PodResources(Map.of(), Map.of())
                : new PodResources(amounts(pod, "requests"), amounts(pod, "limits"));
    }

    private static Map<String, Double> amounts(Map<String, Object> pod, String which) {
        Map<String, Object> spec = Tree.map(pod, "spec");
        Map<String, Double> sum = new TreeMap<>();
        Tree.list(spec, "containers").forEach(container -> add(sum, stated(container, which)));
        Map<String, Double> sidecars = new HashMap<>();
        Map<String, Double> starting = new HashMap<>();
        for (Object container : Tree.list(spec, "initContainers")) {
            Map<String, Double> asks = stated(container, which);
            if (Tree.text(container, "restartPolicy").equals("Always")) {
                add(sum, asks);
                add(sidecars, asks);
                most(starting, sidecars);
            } else {
                add(asks, sidecars);
                most(starting, asks);
            }
        }
        most(sum, starting);
        sum.putAll(stated(spec, which));
        quantities(Tree.map(spec, "overhead")).forEach((resource, amount) -> {
            // A limit that is not there is none, whatever the overhead.
            if (which.equals("requests") || sum.containsKey(resource)) {
                sum.merge(resource, amount, Double::sum);
            }
        });
        return sum;
    }

    private static Map<String, Double> stated(Object of, String which) {
        return quantities(Tree.map(of, "resources", which));
    }

    private static Map<String, Double> quantities(Map<String, Object> said) {
        Map<String, Double> amounts = new HashMap<>();
        said.forEach((resource, amount) -> {
            Double value = Quantities.parse(Tree.scalar(amount));
            if (value != null) {
                amounts.put(resource, value);
            }
        });
        return amounts;
    }

    private static void add(Map<String, Double> to, Map<String, Double> more) {
        more.forEach((resource, amount) -> to.merge(resource, amount, Double::sum));
    }

    private static void most(Map<String, Double> of, Map<String, Double> others) {
        others.forEach((resource, amount) -> of.merge(resource, amount, Double::max));
    }
}
