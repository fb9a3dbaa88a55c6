package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.ChangeData.Field;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.caller.Question;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A workload gets the template of one of its earlier revisions, as by {@code kubectl rollout undo}: of one workload the person
 * chooses which, of several each gets the one before.
 */
final class Rollback implements Procedure {

    /** What a Deployment says of itself, and not of one of its revisions. */
    private static final Set<String> OWN_ANNOTATIONS = Set.of(
            "kubectl.kubernetes.io/last-applied-configuration",
            "deployment.kubernetes.io/revision",
            "deployment.kubernetes.io/revision-history",
            "deployment.kubernetes.io/desired-replicas",
            "deployment.kubernetes.io/max-replicas",
            "deprecated.deployment.rollback.to");

    private static final List<String> COLUMNS = List.of("Revision", "Age", "Images", "Cause");

    @Override
    public List<Question> questions(Kind kind, @Nullable String namespace, String name) {
        String kept = Revision.isDeployment(kind) ? "replicasets" : "controllerrevisions";
        return List.of(
                Question.of("patch", kind, namespace).object(name),
                new Question("list", "apps", kept, "", namespace, null));
    }

    @Override
    public Prepared prepare(Errand errand) throws IOException, InterruptedException {
        List<ObjectRef> objects = errand.objects();
        if (objects.size() > 1) {
            return Prepared.of(plan(errand, ""));
        }
        ObjectRef ref = objects.getFirst();
        Connection connection = errand.connection(ref);
        List<Revision> revisions =
                Revision.of(connection, Errand.kind(connection, ref.resource()), ref, Errand.read(connection, ref));
        String wanted = errand.text("revision");
        String chosen = wanted.isEmpty() && revisions.size() > 1
                ? String.valueOf(revisions.get(1).number())
                : wanted;
        Prepared.Listing listing = new Prepared.Listing(
                COLUMNS, revisions.stream().map(Rollback::entry).toList(), chosen);
        Plan plan = plan(errand, chosen);
        return new Prepared(plan, Prepared.checking(objects), Map.of("revision", listing));
    }

    private static Plan plan(Errand errand, String number) {
        return new Plan(
                errand.title(),
                errand.icon(),
                errand.objects(),
                (connection, ref, kind, tree) -> write(connection, ref, kind, tree, number));
    }

    private static Field.Entry entry(Revision revision) {
        Long at = revision.at();
        return new Field.Entry(
                String.valueOf(revision.number()),
                List.of(
                        new Cell.Amount(revision.number()),
                        at == null ? new Cell.Missing() : new Cell.Time(at),
                        new Cell.Code(String.join(", ", revision.images())),
                        revision.cause().isEmpty() ? new Cell.Missing() : new Cell.Text(revision.cause())),
                revision.now());
    }

    private static Write write(
            Connection connection, ObjectRef ref, Kind kind, Map<String, Object> workload, String number)
            throws IOException, InterruptedException {
        if (Tree.yes(workload, "spec", "paused")) {
            throw new RefusedException(Phrase.of("rollback.paused"));
        }
        Revision to = chosen(Revision.of(connection, kind, ref, workload), number);
        Map<String, Object> template = MergePatch.between(Tree.map(workload, "spec", "template"), to.template());
        Map<String, Object> patch = new LinkedHashMap<>();
        if (!template.isEmpty()) {
            patch.put("spec", Map.of("template", template));
            if (Revision.isDeployment(kind)) {
                Map<String, Object> annotations = annotations(workload, to);
                if (!annotations.isEmpty()) {
                    patch.put("metadata", Map.of("annotations", annotations));
                }
            }
        }
        return new Write.Patch(
                kind, ref.namespace(), ref.name(), "", JsonMapper.shared().valueToTree(patch));
    }

    private static Revision chosen(List<Revision> revisions, String number) throws RefusedException {
        if (number.isEmpty()) {
            if (revisions.size() < 2) {
                throw new RefusedException(Phrase.of("rollback.none"));
            }
            return revisions.get(1);
        }
        return revisions.stream()
                .filter(revision -> String.valueOf(revision.number()).equals(number))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Phrase.of("rollback.unknown", "revision", number)));
    }

    /** Those of the revision, but for what a Deployment says of itself. */
    private static Map<String, Object> annotations(Map<String, Object> deployment, Revision to) {
        Map<String, Object> before = Tree.map(deployment, "metadata", "annotations");
        Map<String, Object> after = new LinkedHashMap<>(to.annotations());
        after.keySet().removeAll(OWN_ANNOTATIONS);
        before.forEach((key, value) -> {
            if (OWN_ANNOTATIONS.contains(key)) {
                after.put(key, value);
            }
        });
        return MergePatch.between(before, after);
    }
}
