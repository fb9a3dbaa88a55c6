package dev.fresnel.engine.action;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.cluster.Connection;
import dev.fresnel.engine.details.Hidden;
import dev.fresnel.engine.details.YamlText;
import dev.fresnel.engine.edit.ContestedException;
import dev.fresnel.engine.store.WholeObjects;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.ChangeData.Outlook;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.Phrase;
import dev.fresnel.kube.api.ApiServerException;
import dev.fresnel.kube.caller.SingleReads;
import dev.fresnel.kube.caller.Write;
import dev.fresnel.kube.caller.Writer;
import dev.fresnel.kube.discovery.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the API server what would become of an object. Nothing is changed by it. Thread-safe. */
public final class Trial {

    /** How often an object that others write between the look at it and the dry run is looked at anew. */
    private static final int ATTEMPTS = 5;

    private final Clusters clusters;

    public Trial(Clusters clusters) {
        this.clusters = clusters;
    }

    /**
     * What came of it.
     *
     * @param outlook what will become of the object
     * @param attempt what to do to get exactly that; null where it cannot be done
     */
    public record Result(Outlook outlook, @Nullable Attempt attempt) {
        static Result refused(Phrase message, @Nullable String detail) {
            return new Result(new Outlook.Refused(message, detail), null);
        }
    }

    /**
     * A change that has been tried.
     *
     * @param write bound to the very version that was looked at, so that it fails where the object has changed since
     * @param before the object at that version
     * @param next what follows once that has come to its end, or null
     */
    record Attempt(
            Connection connection,
            Kind kind,
            Write write,
            Map<String, Object> before,
            @Nullable Write next) {}

    /** Tries what a plan does to one of its objects. */
    public Result of(Plan plan, ObjectRef ref) throws InterruptedException {
        Cluster cluster = clusters.find(ref.cluster());
        Connection connection = cluster == null ? null : cluster.connection();
        Kind kind = connection == null
                ? null
                : connection.discovery().kinds().resource(ref.resource()).orElse(null);
        if (connection == null || kind == null) {
            Outlook refused = new Outlook.Refused(Phrase.of("change.notConnected", "cluster", ref.cluster()), null);
            ApiServerException unserved = connection == null
                    ? null
                    : new ApiServerException(404, "NotFound", ref.resource() + " is not served", null);
            return new Result(plan.maker().outlook(ref, refused, unserved), null);
        }
        try {
            for (int i = 1; ; i++) {
                JsonNode object = new SingleReads(connection.server())
                        .get(kind, ref.namespace(), ref.name(), true)
                        .orElse(null);
                if (object == null && !plan.maker().makes()) {
                    return Result.refused(Phrase.of("change.gone"), null);
                }
                try {
                    Map<String, Object> before = object == null ? Map.of() : WholeObjects.tree(object);
                    Result tried = tried(plan, ref, connection, kind, before);
                    return new Result(plan.maker().outlook(ref, tried.outlook(), null), tried.attempt());
                } catch (ContestedException e) {
                    return new Result(new Outlook.Contested(e.conflicts()), null);
                } catch (ApiServerException e) {
                    if (e.status() != 409 || i == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            Outlook said = new Outlook.Refused(Refusals.phrase(e), Refusals.words(e));
            return new Result(plan.maker().outlook(ref, said, e instanceof ApiServerException a ? a : null), null);
        }
    }

    private static Result tried(Plan plan, ObjectRef ref, Connection connection, Kind kind, Map<String, Object> before)
            throws IOException, InterruptedException, ContestedException {
        String version = Tree.text(before, "metadata", "resourceVersion");
        Writer writer = new Writer(connection.server());
        Write write = bound(plan.maker().make(connection, ref, kind, before), version);
        Writer.Written written;
        try {
            written = writer.write(write, true);
        } catch (ApiServerException e) {
            if (!(write instanceof Write.Apply) || e.causes().isEmpty() || e.status() != 409) {
                throw e;
            }
            write = bound(plan.maker().over(ref, before, write, e.causes()), version);
            written = writer.write(write, true);
        }
        Write next = plan.maker().next(kind, before);
        Attempt attempt = new Attempt(connection, kind, write, before, next);
        if (next instanceof Write.Create making) {
            return new Result(Remaking.tried(writer, making, before, written.warnings()), attempt);
        }
        if (write instanceof Write.Delete) {
            return new Result(new Outlook.Goes(written.warnings()), attempt);
        }
        if (write instanceof Write.Create) {
            return new Result(new Outlook.Leaves(written.warnings(), null), attempt);
        }
        // A subresource answers with an object of its own kind: then the patch itself tells what becomes of ours.
        Map<String, Object> after =
                write instanceof Write.Patch patch && !patch.subresource().isEmpty()
                        ? MergePatch.apply(before, WholeObjects.tree(patch.body()))
                        : WholeObjects.tree(written.answer());
        var diff = TextDiff.of(text(before, Map.of()), text(after, before));
        return diff.hunks().isEmpty()
                ? new Result(new Outlook.Same(), null)
                : new Result(new Outlook.Changes(diff, written.warnings(), version), attempt);
    }

    private static Write bound(Write write, String version) {
        return switch (write) {
            case Write.Patch patch ->
                new Write.Patch(
                        patch.kind(), patch.namespace(), patch.name(), patch.subresource(), at(patch.body(), version));
            case Write.Apply apply
            when !version.isEmpty() ->
                new Write.Apply(
                        apply.kind(), apply.namespace(), apply.name(), at(apply.body(), version), apply.force());
            case Write.Replace replace ->
                new Write.Replace(replace.kind(), replace.namespace(), replace.name(), at(replace.body(), version));
            default -> write;
        };
    }

    private static JsonNode at(JsonNode body, String version) {
        ObjectNode bound = ((ObjectNode) body).deepCopy();
        bound.withObject("/metadata").put("resourceVersion", version);
        return bound;
    }

    /**
     * The object without what the server counts by itself.
     *
     * @param before what it was; of a Secret it is marked which values are others, since none is shown
     */
    static String text(Map<String, Object> object, Map<String, Object> before) {
        if (object.isEmpty()) {
            return "";
        }
        Map<String, Object> counted = new LinkedHashMap<>(object);
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(object, "metadata"));
        metadata.remove("resourceVersion");
        metadata.remove("generation");
        counted.put("metadata", metadata);
        return Hidden.isSecret(object)
                ? YamlText.ofSecret(counted, Hidden.otherValues(before, object))
                : YamlText.of(counted, false);
    }
}
