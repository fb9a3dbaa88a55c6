package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.kube.caller.Question;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A job is made anew from one that has ended: under its name once the old one is deleted, as by {@code kubectl replace --force}, or
 * beside it under another name.
 */
final class Retry implements Procedure {

    private static final String KEEP = "Keep";

    /** What the job's controller has written to tell its pods from those of others. */
    private static final Set<String> CONTROLLERS_LABELS =
            Set.of("controller-uid", "batch.kubernetes.io/controller-uid", "job-name", "batch.kubernetes.io/job-name");

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String TRACKING = "batch.kubernetes.io/job-tracking";

    @Override
    public List<Question> questions(Kind kind, @Nullable String namespace, String name) {
        return List.of(Question.of("create", kind, namespace));
    }

    @Override
    public Prepared prepare(Errand errand) {
        List<ObjectRef> objects = errand.objects();
        if (!errand.text("old").equals(KEEP)) {
            return Prepared.of(new Plan(errand.title(), errand.icon(), objects, new InItsPlace()));
        }
        Map<ObjectRef, ObjectRef> origins = new LinkedHashMap<>();
        objects.forEach(ref -> origins.put(
                new ObjectRef(
                        ref.cluster(), ref.resource(), ref.namespace(), Lot.name(ref.name(), errand.text("suffix"))),
                ref));
        return Prepared.of(
                new Plan(errand.title(), errand.icon(), List.copyOf(origins.keySet()), new BesideIt(origins)));
    }

    /** The old one is deleted; then the new one is made. */
    private static final class InItsPlace implements Plan.Maker {

        @Override
        public Write make(Connection connection, ObjectRef ref, Kind kind, Map<String, Object> job) {
            return new Write.Delete(
                    kind, ref.namespace(), ref.name(), Tree.text(job, "metadata", "uid"), "Background", null);
        }

        @Override
        public Write next(Kind kind, Map<String, Object> job) {
            String name = Tree.text(job, "metadata", "name");
            return new Write.Create(kind, Tree.text(job, "metadata", "namespace"), name, "", again(kind, job, name));
        }
    }

    /** The old one stays. */
    private record BesideIt(Map<ObjectRef, ObjectRef> origins) implements Plan.Maker {

        @Override
        public boolean makes() {
            return true;
        }

        @Override
        public Write make(Connection connection, ObjectRef ref, Kind kind, Map<String, Object> none)
                throws IOException, InterruptedException {
            Map<String, Object> job = Errand.read(connection, Objects.requireNonNull(origins.get(ref)));
            return new Write.Apply(kind, ref.namespace(), ref.name(), again(kind, job, ref.name()), false);
        }
    }

    /** The job as somebody could have written it, under a name. */
    private static JsonNode again(Kind kind, Map<String, Object> job, String name) {
        boolean renamed = !name.equals(Tree.text(job, "metadata", "name"));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("namespace", Tree.text(job, "metadata", "namespace"));
        putUnlessEmpty(metadata, "labels", without(Tree.map(job, "metadata", "labels"), CONTROLLERS_LABELS));
        putUnlessEmpty(
                metadata,
                "annotations",
                without(
                        Tree.map(job, "metadata", "annotations"),
                        renamed ? Set.of(TRACKING, LAST_APPLIED) : Set.of(TRACKING)));
        List<Object> owners = Tree.list(job, "metadata", "ownerReferences");
        if (!owners.isEmpty()) {
            metadata.put("ownerReferences", owners);
        }
        Map<String, Object> spec = new LinkedHashMap<>(Tree.map(job, "spec"));
        if (!Tree.yes(spec, "manualSelector")) {
            spec.remove("selector");
            Map<String, Object> template = new LinkedHashMap<>(Tree.map(spec, "template"));
            Map<String, Object> about = new LinkedHashMap<>(Tree.map(template, "metadata"));
            about.put("labels", without(Tree.map(about, "labels"), CONTROLLERS_LABELS));
            template.put("metadata", about);
            spec.put("template", template);
        }
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("apiVersion", kind.apiVersion());
        made.put("kind", kind.name());
        made.put("metadata", metadata);
        made.put("spec", spec);
        return JsonMapper.shared().valueToTree(made);
    }

    private static void putUnlessEmpty(Map<String, Object> into, String key, Map<String, Object> value) {
        if (!value.isEmpty()) {
            into.put(key, value);
        }
    }

    private static Map<String, Object> without(Map<String, Object> map, Set<String> keys) {
        Map<String, Object> rest = new LinkedHashMap<>(map);
        rest.keySet().removeAll(keys);
        return rest;
    }
}
