package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ChangeData.Leads;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.engine.view.TerminalData;
import dev.fresnel.kube.caller.Question;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.discovery.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A container that brings its own tools is added to a pod that runs, as by {@code kubectl debug}, and joined. It stays until the pod
 * goes: Kubernetes takes none away.
 */
final class Debugging implements Procedure {

    /** Where a pod's containers are added to while it runs. */
    static final String SUBRESOURCE = "ephemeralcontainers";

    private static final String MAIN = "kubectl.kubernetes.io/default-container";

    @Override
    public List<Question> questions(Kind kind, @Nullable String namespace, String name) {
        Question patch = new Question("patch", kind.group(), kind.plural(), SUBRESOURCE, namespace, name);
        return List.of(patch, new Question("create", kind.group(), kind.plural(), "attach", namespace, name));
    }

    @Override
    public Prepared prepare(Errand errand) throws RefusedException {
        if (errand.objects().size() > 1) {
            throw new RefusedException(Phrase.of("debug.one"));
        }
        ObjectRef ref = errand.objects().getFirst();
        String name = Lot.name("debug", errand.text("suffix"));
        Plan plan = new Plan(
                errand.title(),
                errand.icon(),
                errand.objects(),
                new Added(name, errand.text("image"), errand.text("target")));
        return new Prepared(
                plan, Prepared.checking(plan.objects()), Map.of(), new Leads(ref, name, TerminalData.Mode.ATTACH));
    }

    /** @param target whose processes it sees; {@code ""} for the main container's */
    private record Added(String name, String image, String target) implements Plan.Maker {

        @Override
        public Write make(Connection connection, ObjectRef ref, Kind kind, Map<String, Object> pod) {
            Map<String, Object> container = new LinkedHashMap<>();
            container.put("name", name);
            container.put("image", image);
            container.put("imagePullPolicy", "IfNotPresent");
            container.put("stdin", true);
            container.put("tty", true);
            container.put("targetContainerName", target.isEmpty() ? main(pod) : target);
            container.put("terminationMessagePolicy", "File");
            List<Object> all = new ArrayList<>(Tree.list(pod, "spec", "ephemeralContainers"));
            all.add(container);
            return new Write.Patch(
                    kind,
                    ref.namespace(),
                    ref.name(),
                    SUBRESOURCE,
                    JsonMapper.shared().valueToTree(Map.of("spec", Map.of("ephemeralContainers", all))));
        }

        private static String main(Map<String, Object> pod) {
            String named = Tree.text(pod, "metadata", "annotations", MAIN);
            List<Object> containers = Tree.list(pod, "spec", "containers");
            return named.isEmpty() && !containers.isEmpty() ? Tree.text(containers.getFirst(), "name") : named;
        }
    }
}
